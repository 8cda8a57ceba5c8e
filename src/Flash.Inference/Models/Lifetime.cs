namespace Flash.Inference.Models;

/// <summary>Keeps something native alive while it is used: it is freed when its owner has closed it and the last user
/// has left, whichever comes last.</summary>
/// <remarks>Thread safe. A session that is freed under a running call ends the process, which no exception handler
/// sees.</remarks>
/// <param name="name">For <see cref="ObjectDisposedException"/>.</param>
/// <param name="free">Called once.</param>
internal sealed class Lifetime(string name, Action free)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _users;
    private bool _closed;

    /// <summary>Done when it has been freed.</summary>
    public Task Freed => _freed.Task;

    /// <summary>Whether someone uses it at this moment.</summary>
    public bool IsUsed
    {
        get
        {
            lock (_lock)
            {
                return _users > 0;
            }
        }
    }

    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public void ExpectOpen()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, name);
        }
    }

    /// <summary>Keeps it alive until the result is disposed of.</summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public Use Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, name);
            _users++;
        }

        return new Use(this);
    }

    /// <summary>Lets no one in any more. Harmless when called twice; never waits.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            if (_users > 0)
            {
                return;
            }
        }

        Free();
    }

    private void Leave()
    {
        lock (_lock)
        {
            _users--;
            if (!_closed || _users > 0)
            {
                return;
            }
        }

        Free();
    }

    private void Free()
    {
        free();
        _freed.SetResult();
    }

    /// <summary>One user's hold.</summary>
    internal sealed class Use(Lifetime lifetime) : IDisposable
    {
        private Lifetime? _lifetime = lifetime;

        public void Dispose() => Interlocked.Exchange(ref _lifetime, null)?.Leave();
    }
}
