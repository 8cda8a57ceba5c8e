using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Arena;

/// <summary>What people chose in arenas. One vote a person and arena; the last one counts, and each is in the audit
/// log.</summary>
public sealed class ArenaVotes(IDbContextFactory<FlashDb> databases)
{
    private static readonly NamedSql LockPerson = NamedSql.Load("people/lock");
    private static readonly NamedSql Meet = NamedSql.Load("people/meet");

    /// <summary>Takes a vote down, in place of an earlier one.</summary>
    /// <param name="press">Who votes, and where.</param>
    /// <param name="arena">On what; delivered, with a rival.</param>
    /// <param name="picture">The better one, 1 or 2.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    /// <returns>The ban that is in force, which lets no one vote; null when the vote was taken.</returns>
    internal async Task<SubmitResult.Banned?> CastAsync(
        ButtonPress press,
        AskedGeneration arena,
        int picture,
        CancellationToken cancellationToken
    )
    {
        var (first, second) = (Contender.Of(arena.Recipe), Contender.Of(arena.Recipe.Rival ?? arena.Recipe));
        var (winner, loser) = picture == 1 ? (first, second) : (second, first);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Two presses of one person come one after the other.
        var person = PlainText.Clean(press.From.Id);
        var now = (
            await LockPerson.ReadAsync<DateTimeOffset>(
                db,
                new { press.From.Platform, ExternalId = press.From.Id },
                cancellationToken
            )
        )[0];
        if (await BansInForce.FindAsync(db, press.From, person, cancellationToken) is { } ban)
        {
            return ban;
        }

        var user = (
            await Meet.ReadAsync<Known>(
                db,
                new
                {
                    press.From.Platform,
                    Person = person,
                    Name = SubmissionRows.Name(press.From.Name),
                    press.From.Language,
                    press.From.Address,
                    ChatPlatform = press.Chat.Platform,
                    Chat = PlainText.Clean(press.Chat.Id),
                    Title = press.Chat.Title is { } title ? SubmissionRows.Name(title) : null,
                    press.Chat.IsPrivate,
                },
                cancellationToken
            )
        )[0].UserId;
        var before = await db.ArenaVotes.FirstOrDefaultAsync(
            vote => vote.GenerationId == arena.Id && vote.UserId == user,
            cancellationToken
        );
        if (before is null)
        {
            db.ArenaVotes.Add(
                new ArenaVote
                {
                    GenerationId = arena.Id,
                    UserId = user,
                    Winner = winner.ToString(),
                    Loser = loser.ToString(),
                    At = now,
                }
            );
        }
        else
        {
            (before.Winner, before.Loser, before.At) = (winner.ToString(), loser.ToString(), now);
        }

        db.AuditLog.Add(
            new AuditEntry
            {
                ActorPlatform = StoredName.Of(press.From.Platform),
                ActorId = person,
                ActorName = SubmissionRows.Name(press.From.Name),
                Action = "arena.voted",
                GenerationId = arena.Id.Value,
                ChatId = PlainText.Clean(press.Chat.Id),
                Details = FlashJson.Write(new { picture, again = before is not null }),
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>How strong every contender is by all votes; null where there are none.</summary>
    public async Task<BradleyTerryFit?> FitAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var pairs = await db
            .ArenaVotes.GroupBy(vote => new { vote.Winner, vote.Loser })
            .Select(pair => new
            {
                pair.Key.Winner,
                pair.Key.Loser,
                Games = pair.LongCount(),
            })
            .ToListAsync(cancellationToken);
        return pairs.Count == 0
            ? null
            : BradleyTerry.Fit([.. pairs.Select(pair => (pair.Winner, pair.Loser, pair.Games))]);
    }

    /// <summary>The row of the person.</summary>
    private sealed record Known(long UserId, long ChatId);
}
