using Flash.Bots.Data;
using Flash.Bots.Generations;
using Microsoft.EntityFrameworkCore;

namespace Flash.Worker.Queue;

/// <summary>
/// Whose turn it is. A job in the queue is a turn, and the turn goes to the person who was served longest ago: someone
/// who asks for five pictures at once waits for them, and the next person does not. Each person's own requests keep
/// their order.
/// </summary>
internal sealed class FairOrder(IDbContextFactory<FlashDb> databases, GenerationStore store)
{
    private static readonly NamedSql Next = NamedSql.Load("generations/next");

    // Another worker may be faster each time; what is left then has jobs of its own.
    private const int Tries = 8;

    /// <summary>Claims what is to be worked on now. Null when nothing of the job's queue waits.</summary>
    /// <param name="job">The generation that the job was enqueued for.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="cancellationToken">Stops between two statements.</param>
    public async Task<ClaimedGeneration?> ClaimNextAsync(
        GenerationId job,
        TimeSpan lease,
        CancellationToken cancellationToken
    )
    {
        for (var i = 0; i < Tries; i++)
        {
            if (await NextAsync(job, cancellationToken) is not { } next)
            {
                return null;
            }

            if (await store.ClaimAsync(next, lease, cancellationToken) is { } claimed)
            {
                return claimed;
            }
        }

        return null;
    }

    private async Task<GenerationId?> NextAsync(GenerationId job, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var next = await Next.ReadAsync<Guid>(db, new { job, GenerationStore.MaxAttempts }, cancellationToken);
        return next is [var id] ? new GenerationId(id) : null;
    }
}
