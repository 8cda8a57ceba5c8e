using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Worker.Queue;

/// <summary>Measures how long after its commit a generation's job begins: outbox, dispatcher, Hangfire and the wake-up of a worker, nothing of the model.</summary>
/// <remarks>Needs this process's worker to be running and alone on its database. Leaves nothing behind there but Hangfire's own records.</remarks>
public sealed class PickUpProbe
{
    private const string Name = "flash pick-up probe";
    private const int WarmUps = 5;

    private readonly NpgsqlDataSource _dataSource;
    private readonly JobStarts _starts;
    private readonly TimeProvider _time;

    internal PickUpProbe(NpgsqlDataSource dataSource, JobStarts starts, TimeProvider time) => (_dataSource, _starts, _time) = (dataSource, starts, time);

    /// <summary>One generation after the other, each from the return of its commit to the first instruction of its job. They are finished already, so the job ends there.</summary>
    /// <exception cref="TimeoutException">A job did not begin within half a minute.</exception>
    public async Task<IReadOnlyList<TimeSpan>> MeasureAsync(int count, CancellationToken cancellationToken)
    {
        var latencies = new List<TimeSpan>(count);
        try
        {
            for (var i = 0; i < count + WarmUps; i++)
            {
                var id = Guid.CreateVersion7(_time.GetUtcNow());
                var start = _starts.Of(id);
                await SubmitAsync(id, cancellationToken);
                var committed = _time.GetTimestamp();
                var began = await start.WaitAsync(TimeSpan.FromSeconds(30), _time, cancellationToken);
                if (i >= WarmUps)
                {
                    latencies.Add(began > committed ? _time.GetElapsedTime(committed, began) : TimeSpan.Zero);
                }
            }
        }
        finally
        {
            await RemoveAsync(CancellationToken.None);
        }

        return latencies;
    }

    private async Task SubmitAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand("""
            WITH person AS (
                INSERT INTO flash.users (platform, external_id, name) VALUES ('playground', $2, $2)
                ON CONFLICT (platform, external_id) DO UPDATE SET name = excluded.name RETURNING id),
            place AS (
                INSERT INTO flash.chats (platform, external_id, is_private) VALUES ('playground', $2, true)
                ON CONFLICT (platform, external_id) DO UPDATE SET is_private = true RETURNING id),
            finished AS (
                INSERT INTO flash.generations (id, kind, user_id, chat_id, idempotency_key, prompt, recipe, state, reply_address)
                SELECT $1, 'imagine', person.id, place.id, $2 || ' ' || $1::text, '', $3::jsonb, 'failed', $4::jsonb FROM person, place RETURNING id)
            INSERT INTO flash.outbox (generation_id) SELECT id FROM finished
            """);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = Name });
        command.Parameters.Add(new() { Value = FlashJson.Write(new Recipe("", 0, 1, 1, 64, 64, "")) });
        command.Parameters.Add(new() { Value = FlashJson.Write<ReplyAddress>(new PlaygroundReply(Guid.Empty)) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task RemoveAsync(CancellationToken cancellationToken)
    {
        foreach (var sql in (string[])[
            "DELETE FROM flash.generations WHERE user_id IN (SELECT id FROM flash.users WHERE platform = 'playground' AND external_id = $1)",
            "DELETE FROM flash.chats WHERE platform = 'playground' AND external_id = $1",
            "DELETE FROM flash.users WHERE platform = 'playground' AND external_id = $1"])
        {
            await using var command = _dataSource.CreateCommand(sql);
            command.Parameters.Add(new() { Value = Name });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
