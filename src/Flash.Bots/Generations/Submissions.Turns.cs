using Flash.Bots.Data;
using Flash.Bots.Quotas;
using Flash.Bots.Scheduling;
using Flash.Bots.Supervision;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>When a request is drawn, and what waits already.</summary>
public sealed partial class Submissions
{
    /// <summary>When it is drawn. A person's requests come here one after the other.</summary>
    private async Task<Turn> TurnAsync(
        FlashDb db,
        Submission submission,
        long userId,
        double cost,
        CancellationToken cancellationToken
    )
    {
        var account = (
            await Account.ReadAsync<Standing>(
                db,
                new
                {
                    User = userId,
                    Moves = submission.Kind.Moves(),
                    FairTurns.Ageing,
                },
                cancellationToken
            )
        )[0];
        return FairTurns.Next(
            account.Clock,
            account.LastEnd,
            cost,
            queue.WeightOf(submission.Chat, account.IsModerator)
        );
    }

    /// <summary>What waits or is being drawn and what it costs, and what of the person's is held: that takes no one's
    /// place.</summary>
    private static async Task<(int Everybody, double Cost, int Person, int Held)> CountWaitingAsync(
        FlashDb db,
        long? person,
        bool moves,
        CancellationToken cancellationToken
    )
    {
        var counted = await db
            .Generations.Where(generation =>
                generation.State == GenerationState.Queued
                || generation.State == GenerationState.Running
                || generation.State == GenerationState.Held
            )
            .GroupBy(_ => 1)
            .Select(waiting => new
            {
                Everybody = waiting.Count(generation => generation.State != GenerationState.Held),
                Cost = waiting.Sum(generation =>
                    generation.State != GenerationState.Held && (generation.Kind == GenerationKind.Animate) == moves
                        ? generation.Cost
                        : 0
                ),
                Person = waiting.Count(generation =>
                    generation.State != GenerationState.Held && generation.UserId == person
                ),
                Held = waiting.Count(generation =>
                    generation.State == GenerationState.Held && generation.UserId == person
                ),
            })
            .FirstOrDefaultAsync(cancellationToken);
        return counted is null ? (0, 0, 0, 0) : (counted.Everybody, counted.Cost, counted.Person, counted.Held);
    }

    /// <summary>What a turn depends on.</summary>
    private sealed record Standing(double Clock, double? LastEnd, bool IsModerator);
}
