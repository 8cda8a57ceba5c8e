using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Flash.Inference.Pipelines;

/// <summary>Runs a generation on a thread of its own and hands its events to the reader, at the reader's pace
/// but never at its cost.</summary>
internal static class EventStream
{
    /// <summary>
    /// Events that may wait for a slow reader. When one more comes the oldest is dropped; the last event of a
    /// generation is its result and nothing comes after it, so a result is never dropped.
    /// </summary>
    public const int Capacity = 4;

    /// <param name="produce">Writes events; runs to its end, or until the token it is given is cancelled.</param>
    /// <param name="cancellationToken">Stops the producer, inside a step if need be.</param>
    public static async IAsyncEnumerable<T> RunAsync<T>(
        Action<Action<T>, CancellationToken> produce,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var channel = Channel.CreateBounded<T>(
            new BoundedChannelOptions(Capacity)
            {
                FullMode = BoundedChannelFullMode.DropOldest,
                SingleReader = true,
                SingleWriter = true,
            }
        );
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var producer = Task.Factory.StartNew(
            () => Produce(produce, channel.Writer, abandoned.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            while (await channel.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (channel.Reader.TryRead(out var next))
                {
                    yield return next;
                }
            }
        }
        finally
        {
            // A reader who leaves early stops the work; either way nothing is left running behind it.
            await abandoned.CancelAsync();
            await ((Task)producer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (producer.Result is { } fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            fault.Throw();
        }
    }

    /// <summary>The event that every stream ends with.</summary>
    /// <exception cref="InferenceException">It ended without.</exception>
    public static async Task<TLast> LastAsync<T, TLast>(IAsyncEnumerable<T> events)
        where TLast : class, T
    {
        TLast? last = null;
        await foreach (var next in events)
        {
            last = next as TLast;
        }

        return last ?? throw new InferenceException("The model stopped without a result.");
    }

    private static System.Runtime.ExceptionServices.ExceptionDispatchInfo? Produce<T>(
        Action<Action<T>, CancellationToken> produce,
        ChannelWriter<T> writer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            produce(next => writer.TryWrite(next), cancellationToken);
            return null;
        }
        catch (Exception e)
        {
            // The edge of this thread: carried over to the reader, who rethrows it.
            return System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            writer.Complete();
        }
    }
}
