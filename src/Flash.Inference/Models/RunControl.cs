using Microsoft.ML.OnnxRuntime;

namespace Flash.Inference.Models;

/// <summary>Lets one generation be stopped in the middle of a session's run, and counts the time spent there. Never
/// shared: termination is for good.</summary>
internal sealed class RunControl : IDisposable
{
    private readonly CancellationTokenRegistration _registration;
    private readonly Lock _lock = new();
    private RunOptions? _shrinking;

    public RunControl(CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        // Registered with itself, so never null.
        _registration = cancellationToken.UnsafeRegister(static control => ((RunControl)control!).Terminate(), this);
    }

    /// <summary>For a run whose buffers stay for the next one.</summary>
    public RunOptions Options { get; } = new();

    public CancellationToken Token { get; }

    /// <summary>Time spent inside ONNX Runtime so far.</summary>
    public TimeSpan ModelRuns { get; set; }

    /// <summary>For a run after which the arena gives its buffers back.</summary>
    /// <param name="arena">Such as <c>cpu:0</c>; always the same for one generation.</param>
    public RunOptions Shrinking(string arena)
    {
        lock (_lock)
        {
            if (_shrinking is null)
            {
                _shrinking = new RunOptions { Terminate = Token.IsCancellationRequested };
                _shrinking.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", arena);
            }

            return _shrinking;
        }
    }

    public void Dispose()
    {
        // Waits for a callback that is running, so that it never meets disposed options.
        _registration.Dispose();
        Options.Dispose();
        _shrinking?.Dispose();
    }

    private void Terminate()
    {
        lock (_lock)
        {
            Options.Terminate = true;
            _shrinking?.Terminate = true;
        }
    }
}
