using Flash.Bots.Generations;
using Npgsql;

namespace Flash.Worker.Queue;

/// <summary>
/// Whose turn it is. A job in the queue is a turn, and the turn goes to the person who was served longest ago: somebody
/// who asks for five pictures at once waits for them, and the next person does not. Each person's own requests keep
/// their order.
/// </summary>
internal sealed class FairOrder(NpgsqlDataSource dataSource, GenerationStore store)
{
    // The job's own generation comes first when its worker died; otherwise the job is as good for anybody's, of the
    // same queue.
    private static readonly string Next = $"""
        SELECT g.id FROM flash.generations g JOIN flash.generations job ON job.id = $1 AND (job.kind = 'animate') = (g.kind = 'animate')
        WHERE g.attempts < {GenerationStore.MaxAttempts} AND (g.state = 'queued' OR g.id = job.id AND g.state = 'running' AND g.lease_until < now())
        ORDER BY g.state = 'queued',
            (SELECT served.started_at FROM flash.generations served
             WHERE served.user_id = g.user_id AND (served.kind = 'animate') = (g.kind = 'animate') AND served.started_at IS NOT NULL ORDER BY served.id DESC LIMIT 1) NULLS FIRST,
            g.created_at, g.id
        LIMIT 1
        """;

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
            await using var command = dataSource.CreateCommand(Next);
            command.Parameters.Add(new() { Value = job.Value });
            if (await command.ExecuteScalarAsync(cancellationToken) is not Guid next)
            {
                return null;
            }

            if (await store.ClaimAsync(new GenerationId(next), lease, cancellationToken) is { } claimed)
            {
                return claimed;
            }
        }

        return null;
    }
}
