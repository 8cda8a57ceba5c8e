using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Worker.Delivery;

namespace Flash.Worker.Jobs;

/// <summary>One claimed generation from its claim until its result stands in the chat: the lease it lives by and the
/// message it shows itself in.</summary>
internal sealed class GenerationRun(
    ClaimedGeneration generation,
    GenerationLease lease,
    MessagePacer pacer,
    PictureLayout layout,
    Action<GenerationRun> ended
) : IAsyncDisposable
{
    public ClaimedGeneration Generation { get; } = generation;

    public GenerationLease Lease { get; } = lease;

    public MessagePacer Pacer { get; } = pacer;

    public PictureLayout Layout { get; } = layout;

    /// <summary>The result as it was shown, spoiler and all; null while none is.</summary>
    public OutgoingMessage? Shown { get; set; }

    public async ValueTask DisposeAsync()
    {
        ended(this);
        await Pacer.DisposeAsync();
        await Lease.DisposeAsync();
    }
}
