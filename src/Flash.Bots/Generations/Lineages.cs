using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Generations;

/// <summary>What pictures were made from, and what was made of them, within one chat.</summary>
public sealed class Lineages(IDbContextFactory<FlashDb> databases)
{
    /// <summary>So many generations are looked for above the one that was asked about; more are left out.</summary>
    public const int MostAbove = 5;

    /// <summary>So many are looked at below one another.</summary>
    public const int MostLevels = 10;

    // What one level is read of.
    private const int MostOnLevel = 200;

    /// <summary>The generation, those that it comes from, and all that was made of the first of those. Delivered ones
    /// only, in the order of their making; empty where there is no such generation.</summary>
    /// <param name="focus">The one that was asked about.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<LineagePlan> ReadAsync(GenerationId focus, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var at = await StepsAsync(db, db.Generations.Where(generation => generation.Id == focus), cancellationToken);
        if (at is not [var (step, chat)])
        {
            return LineagePlan.Of([], focus, hasEarlier: false);
        }

        var steps = new List<LineageStep> { step };
        var top = step;
        while (steps.Count <= MostAbove && top.Parent is { } above)
        {
            var found = await StepsAsync(
                db,
                db.Generations.Where(generation => generation.Id == above && generation.ChatId == chat),
                cancellationToken
            );
            if (found is not [var (parent, _)])
            {
                break;
            }

            steps.Insert(0, top = parent);
        }

        var hasEarlier = top.Parent is not null;
        List<GenerationId?> level = [top.Id];
        for (var depth = 1; depth < MostLevels && level.Count > 0; depth++)
        {
            var parents = level;
            var below = await StepsAsync(
                db,
                db.Generations.Where(generation =>
                        parents.Contains(generation.ParentId)
                        && generation.ChatId == chat
                        && generation.State == GenerationState.Delivered
                        && generation.Kind != GenerationKind.Tree
                        && generation.Kind != GenerationKind.Describe
                    )
                    .OrderBy(generation => generation.Id)
                    .Take(MostOnLevel),
                cancellationToken
            );
            steps.AddRange(below.Select(found => found.Step).Where(found => steps.TrueForAll(s => s.Id != found.Id)));
            level = [.. below.Select(found => (GenerationId?)found.Step.Id)];
        }

        return LineagePlan.Of(steps, focus, hasEarlier);
    }

    private static async Task<List<(LineageStep Step, long Chat)>> StepsAsync(
        FlashDb db,
        IQueryable<Generation> generations,
        CancellationToken cancellationToken
    )
    {
        var rows = await generations
            .Select(generation => new
            {
                generation.Id,
                generation.ParentId,
                generation.ParentIndex,
                generation.Kind,
                generation.Recipe,
                generation.ChatId,
                IsGone = generation.Message == null
                    || db.Takedowns.Any(takedown => takedown.GenerationId == generation.Id),
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row =>
            (
                new LineageStep(row.Id, row.ParentId, row.ParentIndex, row.Kind, row.Recipe) { IsGone = row.IsGone },
                row.ChatId
            )
        );
    }
}
