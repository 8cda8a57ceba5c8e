using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Flash.Bots.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>
/// How long people wait. Places are counted in the order in which workers take them (<see cref="FairTurns"/>). Times
/// come from what is left of everything before it and from how fast the queue moves (<see cref="QueuePace"/>), or are
/// what the chat itself takes for those before it, if that is longer.
/// </summary>
public sealed class QueueOutlook(IDbContextFactory<FlashDb> databases, ChatPacing pacing, MeasuredPace pace)
{
    private static readonly NamedSql Places = NamedSql.Load("queue/places");

    /// <summary>Longer than this is worth telling: people count in whole seconds.</summary>
    internal static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2.5);

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
                0,
                null
            ))
            .ToListAsync(cancellationToken);
        var places = await PlacesAsync(db, cancellationToken);
        for (var i = 0; i < mine.Count; i++)
        {
            if (places.TryGetValue(mine[i].Id, out var place) && mine[i].State == GenerationState.Queued)
            {
                mine[i] = mine[i] with
                {
                    Ahead = place.Ahead,
                    Expected = await ExpectedAsync(db, place, cancellationToken),
                };
            }
        }

        return mine;
    }

    /// <summary>What to tell about a generation that waits; its turn has come when it waits no more.</summary>
    public async Task<Outlook> OfAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var address = await db
            .Generations.Where(generation => generation.Id == id)
            .Select(generation => generation.ReplyAddress)
            .FirstOrDefaultAsync(cancellationToken);
        var place = await Places.ReadOneAsync<Place>(
            db,
            new { id = (GenerationId?)id, FairTurns.Ageing },
            cancellationToken
        );
        return place is null || address is null
            ? new Outlook(0, null)
            : await OfAsync(db, place, address, cancellationToken);
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
            var outlook = await OfAsync(db, place, row.ReplyAddress, cancellationToken);
            if (told is null || outlook.DiffersFrom(told))
            {
                outdated.Add(new OutdatedPlace(row.Id, outlook, row.ReplyAddress));
            }
        }

        return outdated;
    }

    // A person who is next, or soon done, need not be told how long it takes, unless the chat is the one that takes
    // long.
    private async Task<Outlook> OfAsync(
        FlashDb db,
        Place place,
        ReplyAddress address,
        CancellationToken cancellationToken
    )
    {
        var drawing = place.Ahead == 0 ? null : await ExpectedAsync(db, place, cancellationToken);
        drawing = drawing > ShortWait ? drawing : null;
        var chatWait = pacing.ExpectedWait(address, place.Others);
        return new(place.Ahead, chatWait > ShortWait && (drawing is null || chatWait > drawing) ? chatWait : drawing);
    }

    private async Task<TimeSpan?> ExpectedAsync(FlashDb db, Place place, CancellationToken cancellationToken) =>
        (await pace.OfAsync(db, place.Moves, cancellationToken)).Until(
            place.Ahead,
            place.Seconds,
            place.Cost,
            place.Lead
        );

    private static async Task<Dictionary<GenerationId, Place>> PlacesAsync(
        FlashDb db,
        CancellationToken cancellationToken
    ) =>
        (
            await Places.ReadAsync<Place>(db, new { id = (GenerationId?)null, FairTurns.Ageing }, cancellationToken)
        ).ToDictionary(place => place.Id);

    private sealed record Place(
        GenerationId Id,
        int Ahead,
        double Seconds,
        double Cost,
        bool Moves,
        double Lead,
        int Others
    );
}
