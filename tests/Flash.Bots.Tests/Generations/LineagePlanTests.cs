using Flash.Bots.Generations;

namespace Flash.Bots.Tests.Generations;

/// <summary>Lineages of every shape fit into one picture, with the asked one in it.</summary>
public sealed class LineagePlanTests
{
    private static readonly Recipe Boat = new("a boat", 1, 1, 1, 64, 64, "flash-mini");

    [Fact]
    public void A_chain_is_one_row_and_a_family_stands_beside_its_parent()
    {
        var chain = LineagePlan.Of(Steps(null, 0, 1), Id(2), hasEarlier: false);
        var family = LineagePlan.Of(Steps(null, 0, 0, 0), Id(0), hasEarlier: false);

        Assert.Equal([(0, 0.0), (1, 0.0), (2, 0.0)], chain.Steps.Select(step => (step.Column, step.Row)));
        Assert.Equal((3, 1), (chain.Columns, chain.Rows));
        Assert.Equal([(0, 1.0), (1, 0.0), (1, 1.0), (1, 2.0)], family.Steps.Select(step => (step.Column, step.Row)));
        Assert.True(chain.Steps[2].IsFocus);
    }

    [Fact]
    public void Of_too_many_children_some_are_counted_and_the_way_to_the_asked_one_is_shown()
    {
        // Fifty children of the first, and one child of the last of those.
        int?[] parents = [null, .. Enumerable.Repeat((int?)0, 50), 50];

        var plan = LineagePlan.Of(Steps(parents), Id(51), hasEarlier: true);

        Assert.Equal(50 - LineagePlan.MostChildren, plan.Steps[0].Unshown);
        Assert.Contains(plan.Steps, step => step.Step.Id == Id(50));
        Assert.True(plan.Steps.Single(step => step.Step.Id == Id(51)).IsFocus);
        Assert.Equal((3, LineagePlan.MostChildren, true), (plan.Columns, plan.Rows, plan.HasEarlier));
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(6, 3)]
    [InlineData(2, 8)]
    public void No_lineage_has_more_than_fit_and_no_two_in_one_place(int children, int levels)
    {
        var parents = new List<int?> { null };
        for (var (begin, end, level) = (0, 1, 1); level < levels && parents.Count < 5_000; level++)
        {
            for (var parent = begin; parent < end; parent++)
            {
                parents.AddRange(Enumerable.Repeat((int?)parent, children));
            }

            (begin, end) = (end, parents.Count);
        }

        var last = parents.Count - 1;
        var plan = LineagePlan.Of(Steps([.. parents]), Id(last), hasEarlier: false);

        Assert.InRange(plan.Steps.Count, 2, LineagePlan.MostSteps);
        Assert.Contains(plan.Steps, step => step.IsFocus);
        Assert.Equal(plan.Steps.Count, plan.Steps.Select(step => (step.Column, step.Row)).Distinct().Count());
        Assert.All(plan.Steps, step => Assert.InRange(step.Row, 0, plan.Rows - 1));
    }

    [Fact]
    public void Nothing_is_laid_out_as_nothing() => Assert.Empty(LineagePlan.Of([], Id(0), hasEarlier: false).Steps);

    private static IReadOnlyList<LineageStep> Steps(params int?[] parents) =>
        [
            .. parents.Select(
                (parent, i) =>
                    new LineageStep(
                        Id(i),
                        parent is { } of ? Id(of) : null,
                        parent is null ? null : 1,
                        parent is null ? GenerationKind.Imagine : GenerationKind.Vary,
                        Boat
                    )
            ),
        ];

    private static GenerationId Id(int number) => new(new Guid(number + 1, 0, 0, new byte[8]));
}
