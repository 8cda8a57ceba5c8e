using System.Collections.Concurrent;
using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>
/// How long people wait. Places are counted in the order in which workers take them: everyone has a turn before
/// anyone has a second one. Times are measured, never promised: the median of the last pictures drawn, by as many as
/// are being drawn now, or what the chat itself takes for those before it, if that is longer.
/// </summary>
public sealed class QueueOutlook(IDbContextFactory<FlashDb> databases, ChatPacing pacing, TimeProvider time)
{
    /// <summary>How old the measured speed may be.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private static readonly NamedSql Places = NamedSql.Load("queue/places");
    private static readonly NamedSql Speed = NamedSql.Load("queue/speed");

    /// <summary>A chat that takes longer than this between two results is worth telling.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<bool, Measured> _measured = new();

    /// <summary>How many generations wait or are being drawn, everyone's.</summary>
    public async Task<long> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Generations.LongCountAsync(
            generation => generation.State == GenerationState.Queued || generation.State == GenerationState.Running,
            cancellationToken
        );
    }

    /// <summary>Whether a generation waits for a worker, anyone's. True while the database does not say.</summary>
    public async Task<bool> IsAnybodyWaitingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            return await db.Generations.AnyAsync(
                generation => generation.State == GenerationState.Queued,
                cancellationToken
            );
        }
        catch (System.Data.Common.DbException)
        {
            return true;
        }
    }

    /// <summary>What a person waits for, oldest first.</summary>
    public async Task<IReadOnlyList<QueuePlace>> OfAsync(Person person, CancellationToken cancellationToken)
    {
        var personId = PlainText.Clean(person.Id);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var mine = await db
            .Generations.Where(generation =>
                generation.User!.Platform == person.Platform // every generation has an owner
                && generation.User.ExternalId == personId
                && (
                    generation.State == GenerationState.Queued
                    || generation.State == GenerationState.Running
                    || generation.State == GenerationState.Held
                )
            )
            .OrderBy(generation => generation.CreatedAt)
            .ThenBy(generation => generation.Id)
            .Select(generation => new QueuePlace(
                generation.Id,
                generation.Kind,
                generation.State,
                generation.Prompt,
                0
            ))
            .ToListAsync(cancellationToken);
        var places = await PlacesAsync(db, cancellationToken);
        return mine.ConvertAll(place => place with { Ahead = places.GetValueOrDefault(place.Id)?.Ahead ?? 0 });
    }

    /// <summary>What to tell about a generation that waits; its turn has come when it waits no more.</summary>
    public async Task<Outlook> OfAsync(GenerationId id, GenerationKind kind, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var address = await db
            .Generations.Where(generation => generation.Id == id)
            .Select(generation => generation.ReplyAddress)
            .FirstOrDefaultAsync(cancellationToken);
        var place = await Places.ReadOneAsync<Place>(db, new { id = (GenerationId?)id }, cancellationToken);
        var (ahead, chatWait) =
            place is null || address is null
                ? (0, TimeSpan.Zero)
                : (place.Ahead, pacing.ExpectedWait(address, place.Others));
        return await OfAsync(kind, ahead, chatWait, cancellationToken);
    }

    /// <summary>
    /// Generations whose message stands in a chat, is not being edited by anyone, and tells another place or time than
    /// theirs now. Those that were told longest ago come first.
    /// </summary>
    public async Task<IReadOnlyList<OutdatedPlace>> OutdatedAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var places = await PlacesAsync(db, cancellationToken);
        var waiting = await db
            .Generations.Where(told =>
                told.State == GenerationState.Queued && told.Message != null && told.TellingUntil < FlashDb.Now()
            )
            .OrderBy(told => told.TellingUntil)
            .ThenBy(told => told.Id)
            .Select(told => new
            {
                told.Id,
                told.Kind,
                told.ToldAhead,
                told.ToldSeconds,
                told.ReplyAddress,
            })
            .ToListAsync(cancellationToken);
        var outdated = new List<OutdatedPlace>(waiting.Count);
        foreach (var row in waiting)
        {
            // It may have come in between the two looks: the next round tells.
            if (!places.TryGetValue(row.Id, out var place))
            {
                continue;
            }

            TimeSpan? expected = row.ToldSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
            var told = row.ToldAhead is { } before ? new Outlook(before, expected) : null;
            var chatWait = pacing.ExpectedWait(row.ReplyAddress, place.Others);
            var outlook = await OfAsync(row.Kind, place.Ahead, chatWait, cancellationToken);
            if (told is null || outlook.DiffersFrom(told))
            {
                outdated.Add(new OutdatedPlace(row.Id, outlook, row.ReplyAddress));
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

    // The next in line need not be told how long it takes, unless the chat is the one that takes long.
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

    private async Task<Measured?> MeasureAsync(bool moves, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await Speed.ReadAsync<Drawing>(
            db,
            new { moves, Since = GenerationId.FirstAt(time.GetUtcNow() - TimeSpan.FromHours(1)) },
            cancellationToken
        );
        return rows is [{ Median: { } seconds, AtOnce: var atOnce }]
            ? new Measured(time.GetTimestamp(), TimeSpan.FromSeconds(seconds), atOnce)
            : null;
    }

    private static async Task<Dictionary<GenerationId, Place>> PlacesAsync(
        FlashDb db,
        CancellationToken cancellationToken
    ) =>
        (await Places.ReadAsync<Place>(db, new { id = (GenerationId?)null }, cancellationToken)).ToDictionary(place =>
            place.Id
        );

    private sealed record Place(GenerationId Id, int Ahead, int Others);

    private sealed record Drawing(double? Median, long AtOnce);

    private sealed record Measured(long At, TimeSpan Median, long AtOnce);
}
