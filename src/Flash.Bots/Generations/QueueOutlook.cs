using System.Collections.Concurrent;
using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Generations;

/// <summary>
/// How long people wait. Places are counted in the order in which workers take them: everybody has a turn before
/// anybody has a second one. Times are measured, never promised: the median of the last pictures drawn, by as many as
/// are being drawn now, or what the chat itself takes for those before it, if that is longer.
/// </summary>
public sealed class QueueOutlook(NpgsqlDataSource dataSource, ChatPacing pacing, TimeProvider time)
{
    /// <summary>How old the measured speed may be.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    // Each person's requests keep their order; whoever was served longest ago comes first in every round. Animations
    // have workers of their own.
    private const string Places = """
        unfinished AS (
            SELECT id, user_id, created_at, state, kind = 'animate' AS moves FROM flash.generations
            WHERE state = 'queued' OR state = 'running' AND drawn_at IS NULL),
        queued AS (
            SELECT id, moves, row_number() OVER own AS round, first_value(created_at) OVER own AS since,
                (SELECT served.started_at FROM flash.generations served
                 WHERE served.user_id = unfinished.user_id AND (served.kind = 'animate') = unfinished.moves AND served.started_at IS NOT NULL
                 ORDER BY served.id DESC LIMIT 1) AS served_at
            FROM unfinished WHERE state = 'queued' WINDOW own AS (PARTITION BY user_id, moves ORDER BY created_at, id)),
        places AS (
            SELECT id, row_number() OVER (PARTITION BY moves ORDER BY round, served_at NULLS FIRST, since, id) - 1
                + (SELECT count(*) FROM unfinished WHERE state = 'running' AND unfinished.moves = queued.moves) AS ahead
            FROM queued)
        """;

    // Ids are ordered by time.
    private const string SameChat = """
        (SELECT count(*) FROM flash.generations other WHERE other.chat_id = told.chat_id AND other.state IN ('queued', 'running') AND other.id < told.id)
        """;

    /// <summary>A chat that takes longer than this between two results is worth telling.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<bool, Measured> _measured = new();

    /// <summary>How many generations wait or are being drawn, everybody's.</summary>
    public async Task<long> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "SELECT count(*) FROM flash.generations WHERE state IN ('queued', 'running')"
        );
        return await command.ExecuteScalarAsync(cancellationToken) is long count ? count : 0;
    }

    /// <summary>Whether a generation waits for a worker, anybody's. True while the database does not say.</summary>
    public async Task<bool> IsAnybodyWaitingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = dataSource.Command(
                "SELECT EXISTS (SELECT FROM flash.generations WHERE state = 'queued')"
            );
            return await command.ExecuteScalarAsync(cancellationToken) is not false;
        }
        catch (System.Data.Common.DbException)
        {
            return true;
        }
    }

    /// <summary>What a person waits for, oldest first.</summary>
    public async Task<IReadOnlyList<QueuePlace>> OfAsync(Person person, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            $"""
            WITH {Places}
            SELECT mine.id, mine.kind, mine.state, mine.prompt, COALESCE(places.ahead, 0)
            FROM flash.generations mine JOIN flash.users person ON person.id = mine.user_id LEFT JOIN places ON places.id = mine.id
            WHERE person.platform = $1 AND person.external_id = $2 AND mine.state IN ('queued', 'running', 'held')
            ORDER BY mine.created_at, mine.id
            """,
            StoredName.Of(person.Platform),
            PlainText.Clean(person.Id)
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var places = new List<QueuePlace>();
        while (await row.ReadAsync(cancellationToken))
        {
            places.Add(
                new QueuePlace(
                    new GenerationId(row.GetGuid(0)),
                    StoredName.Parse<GenerationKind>(row.GetString(1)),
                    StoredName.Parse<GenerationState>(row.GetString(2)),
                    row.GetString(3),
                    (int)row.GetInt64(4)
                )
            );
        }

        return places;
    }

    /// <summary>What to tell about a generation that waits; its turn has come when it waits no more.</summary>
    public async Task<Outlook> OfAsync(GenerationId id, GenerationKind kind, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            $"""
            WITH {Places}
            SELECT COALESCE((SELECT ahead FROM places WHERE id = $1), 0), {SameChat}, told.reply_address
            FROM flash.generations told WHERE told.id = $1
            """,
            id.Value
        );
        var (ahead, chatWait) = (0, TimeSpan.Zero);
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (await row.ReadAsync(cancellationToken))
            {
                var address = FlashJson.Read<ReplyAddress>(row.GetString(2));
                (ahead, chatWait) = ((int)row.GetInt64(0), pacing.ExpectedWait(address, (int)row.GetInt64(1)));
            }
        }

        return await OfAsync(kind, ahead, chatWait, cancellationToken);
    }

    /// <summary>
    /// Generations whose message stands in a chat, is not being edited by anybody, and tells another place or time than
    /// theirs now. Those that were told longest ago come first.
    /// </summary>
    public async Task<IReadOnlyList<OutdatedPlace>> OutdatedAsync(CancellationToken cancellationToken)
    {
        var waiting =
            new List<(
                GenerationId Id,
                GenerationKind Kind,
                int Ahead,
                Outlook? Told,
                ReplyAddress Address,
                int Others
            )>();
        await using (
            var command = dataSource.Command(
                $"""
                WITH {Places}
                SELECT told.id, told.kind, places.ahead, told.told_ahead, told.told_seconds, told.reply_address, {SameChat}
                FROM flash.generations told JOIN places ON places.id = told.id
                WHERE told.state = 'queued' AND told.message IS NOT NULL AND told.telling_until < now() ORDER BY told.telling_until, told.id
                """
            )
        )
        {
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                TimeSpan? expected = row.IsDBNull(4) ? null : TimeSpan.FromSeconds(row.GetInt32(4));
                waiting.Add(
                    (
                        new GenerationId(row.GetGuid(0)),
                        StoredName.Parse<GenerationKind>(row.GetString(1)),
                        (int)row.GetInt64(2),
                        row.IsDBNull(3) ? null : new Outlook(row.GetInt32(3), expected),
                        FlashJson.Read<ReplyAddress>(row.GetString(5)),
                        (int)row.GetInt64(6)
                    )
                );
            }
        }

        var outdated = new List<OutdatedPlace>(waiting.Count);
        foreach (var (id, kind, ahead, told, address, others) in waiting)
        {
            var outlook = await OfAsync(kind, ahead, pacing.ExpectedWait(address, others), cancellationToken);
            if (told is null || outlook.DiffersFrom(told))
            {
                outdated.Add(new OutdatedPlace(id, outlook, address));
            }
        }

        return outdated;
    }

    /// <summary>When the one after <paramref name="ahead"/> others will be done, at the speed of the last hour; null
    /// when nothing was drawn in it.</summary>
    public async Task<TimeSpan?> ExpectedAsync(GenerationKind kind, int ahead, CancellationToken cancellationToken)
    {
        var moves = kind == GenerationKind.Animate;
        if (!_measured.TryGetValue(moves, out var measured) || time.GetElapsedTime(measured.At) > MaxAge)
        {
            measured = await MeasureAsync(moves, cancellationToken);
            if (measured is null)
            {
                // Not remembered: the first picture that is drawn tells.
                return null;
            }

            _measured[moves] = measured;
        }

        return measured.Median * Math.Ceiling((ahead + 1) / (double)Math.Max(1, measured.AtOnce));
    }

    // Whoever is next need not be told how long it takes, unless the chat is the one that takes long.
    private async Task<Outlook> OfAsync(
        GenerationKind kind,
        int ahead,
        TimeSpan chatWait,
        CancellationToken cancellationToken
    )
    {
        var drawing = ahead == 0 ? null : await ExpectedAsync(kind, ahead, cancellationToken);
        return new(ahead, chatWait > ShortWait && (drawing is null || chatWait > drawing) ? chatWait : drawing);
    }

    // The newest are found by their ids, which are ordered by time; a few hundred rows at most are looked at.
    private async Task<Measured?> MeasureAsync(bool moves, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            """
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM drawn_at - started_at)),
                (SELECT count(*) FROM flash.generations WHERE state = 'running' AND drawn_at IS NULL AND (kind = 'animate') = $2 AND lease_until > now())
            FROM (
                SELECT COALESCE(drawn_at, finished_at) AS drawn_at, started_at FROM flash.generations
                WHERE id >= $1 AND state = 'delivered' AND (kind = 'animate') = $2 AND started_at IS NOT NULL
                ORDER BY id DESC LIMIT 50) lately
            """,
            Guid.CreateVersion7(time.GetUtcNow() - TimeSpan.FromHours(1)),
            moves
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return row.IsDBNull(0)
            ? null
            : new Measured(time.GetTimestamp(), TimeSpan.FromSeconds(row.GetDouble(0)), row.GetInt64(1));
    }

    private sealed record Measured(long At, TimeSpan Median, long AtOnce);
}
