using Flash.Bots.Data;
using Flash.Bots.Quotas;
using Flash.Bots.Scheduling;
using Flash.Bots.Supervision;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Generations;

/// <summary>Takes requests in. One transaction: person, chat, generation, audit entry and outbox row, or
/// nothing.</summary>
public sealed partial class Submissions(
    IDbContextFactory<FlashDb> databases,
    SpentQuotas quotas,
    MeasuredPace pace,
    IOptions<QueueOptions> options,
    TimeProvider time
)
{
    private static readonly NamedSql LockPerson = NamedSql.Load("people/lock");
    private static readonly NamedSql Meet = NamedSql.Load("people/meet");
    private static readonly NamedSql Account = NamedSql.Load("queue/account");

    /// <summary>What one person may have waiting for moderators, beside what waits to be drawn.</summary>
    private const int MostHeld = 20;

    private readonly QueueOptions queue = options.Value;

    /// <summary>Stores the request, unless it is stored already or there is no room.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task<SubmitResult> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        // Twice at most: a rival that inserts the same key between our look and our insert is found by the second look.
        for (var attempt = 1; ; attempt++)
        {
            if (await TrySubmitAsync(submission, cancellationToken) is { } result)
            {
                FlashMeasures.Requested(
                    submission.Kind,
                    submission.From.Platform,
                    result.GetType().Name.ToLowerInvariant()
                );
                return result;
            }

            if (attempt == 2)
            {
                throw new InvalidOperationException("The same request came and went while it was being stored.");
            }
        }
    }

    /// <summary>Null when a rival stored the same request at the same moment.</summary>
    private async Task<SubmitResult?> TrySubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // One person's requests are counted one after the other, so that ten at once cannot all find the last place
        // free. The capacity for everyone may be passed by as many people as submit at the very same moment.
        var now = await LockPersonAsync(db, submission, cancellationToken);
        if (await FindExistingAsync(db, submission, cancellationToken) is { } existing)
        {
            return existing;
        }

        var (person, ban) = await FindPersonAsync(db, submission, cancellationToken);
        if (ban is not null)
        {
            await BannedRequests.WriteDownAsync(db, submission, ban, now, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return ban;
        }

        if (await IsTakenDownAsync(db, submission, cancellationToken))
        {
            return new SubmitResult.TakenDown();
        }

        if (await quotas.FindAsync(db, submission, cancellationToken) is { } spent)
        {
            return new SubmitResult.QuotaSpent(
                spent.IsChat,
                spent.Allowed,
                TimeSpan.FromHours(spent.Hours),
                spent.FreeAt
            );
        }

        var waiting = await CountWaitingAsync(db, person, submission.Kind.Moves(), cancellationToken);
        if (waiting.Person >= queue.PerUser)
        {
            return new SubmitResult.TooManyWaiting(queue.PerUser);
        }

        if (submission.IsHeld && waiting.Held >= MostHeld)
        {
            return new SubmitResult.TooManyWaiting(MostHeld);
        }

        var measured = await pace.OfAsync(db, submission.Kind.Moves(), cancellationToken);
        if (Overload.Of(queue, measured, waiting.Everybody, waiting.Cost) is { } retryIn)
        {
            return new SubmitResult.QueueFull(waiting.Everybody, retryIn);
        }

        var id = RequestTrace.NewId(time);
        using var span = id.StartSpan("submit");
        var known = await MeetAsync(db, submission, cancellationToken);
        var cost = measured.Cost(
            submission.Recipe.Model,
            submission.Kind,
            Workload.Of(submission.Kind, submission.Recipe)
        );
        var turn = await TurnAsync(db, submission, known.UserId, cost, cancellationToken);
        db.Generations.Add(
            SubmissionRows.Generation(
                id,
                submission,
                known.UserId,
                known.ChatId,
                now,
                span?.SpanId.ToHexString(),
                cost,
                turn
            )
        );
        db.AuditLog.AddRange(SubmissionRows.Entries(id, submission));
        if (!submission.IsHeld)
        {
            db.Outbox.Add(new OutboxEntry { GenerationId = id });
        }

        if (!await TrySaveAsync(db, cancellationToken))
        {
            return null;
        }

        await transaction.CommitAsync(cancellationToken);
        return submission.IsHeld ? new SubmitResult.Held(id) : new SubmitResult.Queued(id, waiting.Everybody);
    }

    /// <summary>The same delivery, or the same picture's animation or enlargement.</summary>
    private static async Task<SubmitResult?> FindExistingAsync(
        FlashDb db,
        Submission submission,
        CancellationToken cancellationToken
    )
    {
        var delivered = await db
            .Generations.Where(generation => generation.IdempotencyKey == submission.IdempotencyKey)
            .Select(generation => new SubmitResult.Existing(generation.Id, generation.State, true))
            .FirstOrDefaultAsync(cancellationToken);
        if (delivered is not null || !submission.Kind.IsMadeOnce() || submission.Parent is not { } parent)
        {
            return delivered;
        }

        // Said as the index has it, which PostgreSQL uses only for what it sees to be inside it.
        return await db
            .Generations.Where(generation =>
                generation.ParentId == parent.Id
                && generation.ParentIndex == parent.Index
                && generation.Kind == submission.Kind
                && generation.Variant == submission.Recipe.Variant
                && (generation.Kind == GenerationKind.Animate || generation.Kind == GenerationKind.Enlarge)
                && (
                    generation.State == GenerationState.Queued
                    || generation.State == GenerationState.Running
                    || generation.State == GenerationState.Held
                    || generation.State == GenerationState.Delivered
                )
            )
            .Select(generation => new SubmitResult.Existing(generation.Id, generation.State, false)
            {
                IsDeleted = generation.State == GenerationState.Delivered && generation.Message == null,
            })
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static async Task<bool> IsTakenDownAsync(
        FlashDb db,
        Submission submission,
        CancellationToken cancellationToken
    ) =>
        submission.Parent is { Id: var parent }
        && await db.Takedowns.AnyAsync(takedown => takedown.GenerationId == parent, cancellationToken);

    private static async Task<bool> TrySaveAsync(FlashDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }
}
