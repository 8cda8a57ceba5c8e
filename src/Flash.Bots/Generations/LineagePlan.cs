namespace Flash.Bots.Generations;

/// <summary>A lineage laid out: each generation to the right of the one it was made from, no two in one
/// place.</summary>
/// <param name="Steps">From left to right and from top to bottom.</param>
/// <param name="Columns">How many there are.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="HasEarlier">The first one was made from others, which are left out.</param>
public sealed record LineagePlan(IReadOnlyList<PlacedStep> Steps, int Columns, int Rows, bool HasEarlier)
{
    /// <summary>Most that one picture shows, and most that it shows of what was made of one of them.</summary>
    public const int MostSteps = 24,
        MostChildren = 6;

    /// <summary>Lays out what fits. The way from the first one to <paramref name="focus"/> always does.</summary>
    /// <param name="steps">Parents before their children; the first one is the root.</param>
    /// <param name="focus">The one that was asked about.</param>
    /// <param name="hasEarlier">As in the plan.</param>
    public static LineagePlan Of(IReadOnlyList<LineageStep> steps, GenerationId focus, bool hasEarlier)
    {
        if (steps.Count == 0)
        {
            return new LineagePlan([], 0, 0, hasEarlier);
        }

        var byId = steps.ToDictionary(step => step.Id);
        var path = new HashSet<GenerationId>();
        for (
            var at = byId.GetValueOrDefault(focus);
            at is not null && path.Add(at.Id);
            at = at.Parent is { } parent ? byId.GetValueOrDefault(parent) : null
        ) { }

        var shown = Chosen(steps, path);
        var placed = new List<PlacedStep>();
        var row = 0;
        Place(steps[0], 0);
        return new LineagePlan(
            [.. placed.OrderBy(step => step.Column).ThenBy(step => step.Row)],
            placed.Max(step => step.Column) + 1,
            row,
            hasEarlier
        );

        double Place(LineageStep step, int column)
        {
            var (children, unshown) = shown[step.Id];
            var rows = children.ConvertAll(child => Place(child, column + 1));
            var own = rows.Count == 0 ? row++ : (rows[0] + rows[^1]) / 2;
            placed.Add(new PlacedStep(step, column, own, unshown, step.Id == focus));
            return own;
        }
    }

    // Level by level, so that what is near the first one is shown before what is far.
    private static Dictionary<GenerationId, (List<LineageStep> Children, int Unshown)> Chosen(
        IReadOnlyList<LineageStep> steps,
        HashSet<GenerationId> path
    )
    {
        var children = steps
            .Skip(1)
            .Where(step => step.Parent is not null)
            .GroupBy(step => step.Parent!.Value) // looked at the line above
            .ToDictionary(group => group.Key, group => group.ToList());
        var shown = new Dictionary<GenerationId, (List<LineageStep>, int)>();
        var left = MostSteps - Math.Max(1, path.Count);
        var waiting = new Queue<LineageStep>([steps[0]]);
        while (waiting.TryDequeue(out var step))
        {
            var all = children.GetValueOrDefault(step.Id, []);
            var others = all.Where(child => !path.Contains(child.Id)).ToList();
            var room = Math.Clamp(left, 0, MostChildren - (all.Count - others.Count));
            var kept = others.Take(room).ToList();
            left -= kept.Count;
            List<LineageStep> chosen = [.. all.Where(child => path.Contains(child.Id) || kept.Contains(child))];
            shown[step.Id] = (chosen, all.Count - chosen.Count);
            chosen.ForEach(waiting.Enqueue);
        }

        return shown;
    }
}

/// <summary>One generation of a lineage in its place.</summary>
/// <param name="Step">It.</param>
/// <param name="Column">From 0, left to right: how far it is from the first one.</param>
/// <param name="Row">From 0, top to bottom; between those of what was made of it.</param>
/// <param name="Unshown">How many that were made of it are left out.</param>
/// <param name="IsFocus">It was asked about.</param>
public sealed record PlacedStep(LineageStep Step, int Column, double Row, int Unshown, bool IsFocus);
