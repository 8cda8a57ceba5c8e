using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Npgsql;

namespace Flash.Bots.Generations;

/// <summary>How long people wait. Times are measured, never promised: the median of the last pictures drawn, by as many as are being drawn now.</summary>
public sealed class QueueOutlook(NpgsqlDataSource dataSource, TimeProvider time)
{
    /// <summary>How old the measured speed may be.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private volatile Measured? _measured;

    /// <summary>How many generations wait or are being drawn, everybody's.</summary>
    public async Task<long> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command("SELECT count(*) FROM flash.generations WHERE state IN ('queued', 'running')");
        return await command.ExecuteScalarAsync(cancellationToken) is long count ? count : 0;
    }

    /// <summary>What a person waits for, oldest first.</summary>
    public async Task<IReadOnlyList<QueuePlace>> OfAsync(Person person, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command("""
            SELECT mine.id, mine.state, mine.prompt,
                (SELECT count(*) FROM flash.generations other
                 WHERE other.state IN ('queued', 'running') AND (other.kind = 'animate') = (mine.kind = 'animate') AND other.created_at < mine.created_at)
            FROM flash.generations mine JOIN flash.users person ON person.id = mine.user_id
            WHERE person.platform = $1 AND person.external_id = $2 AND mine.state IN ('queued', 'running', 'held')
            ORDER BY mine.created_at, mine.id
            """, StoredName.Of(person.Platform), PlainText.Clean(person.Id));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var places = new List<QueuePlace>();
        while (await row.ReadAsync(cancellationToken))
        {
            places.Add(new QueuePlace(
                new GenerationId(row.GetGuid(0)), StoredName.Parse<GenerationState>(row.GetString(1)), row.GetString(2), (int)row.GetInt64(3)));
        }

        return places;
    }

    /// <summary>When the one after <paramref name="ahead"/> others will be done, at the speed of the last hour; null when nothing was drawn in it.</summary>
    public async Task<TimeSpan?> ExpectedAsync(int ahead, CancellationToken cancellationToken)
    {
        var measured = _measured;
        if (measured is null || time.GetElapsedTime(measured.At) > MaxAge)
        {
            _measured = measured = await MeasureAsync(cancellationToken);
        }

        return measured.Median is { } median ? median * Math.Ceiling((ahead + 1) / (double)Math.Max(1, measured.AtOnce)) : null;
    }

    // The newest are found by their ids, which are ordered by time; a few hundred rows at most are looked at.
    private async Task<Measured> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command("""
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at)),
                (SELECT count(*) FROM flash.generations WHERE state = 'running' AND kind <> 'animate' AND lease_until > now())
            FROM (
                SELECT finished_at, started_at FROM flash.generations
                WHERE id >= $1 AND state = 'delivered' AND kind <> 'animate' AND started_at IS NOT NULL
                ORDER BY id DESC LIMIT 50) lately
            """, Guid.CreateVersion7(time.GetUtcNow() - TimeSpan.FromHours(1)));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new Measured(time.GetTimestamp(), row.IsDBNull(0) ? null : TimeSpan.FromSeconds(row.GetDouble(0)), row.GetInt64(1));
    }

    private sealed record Measured(long At, TimeSpan? Median, long AtOnce);
}

/// <summary>Something that a person waits for.</summary>
/// <param name="Id">The generation.</param>
/// <param name="State">Queued, held or running.</param>
/// <param name="Prompt">What it shall show.</param>
/// <param name="Ahead">How many were asked for before it and are not done.</param>
public sealed record QueuePlace(GenerationId Id, GenerationState State, string Prompt, int Ahead);
