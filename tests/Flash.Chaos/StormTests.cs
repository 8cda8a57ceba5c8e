using System.Globalization;
using Flash.Testing;

namespace Flash.Chaos;

/// <summary>
/// No request is lost, none is answered twice, the audit log stays whole, health says the truth, and no process ends by
/// itself, whatever happens around them. <c>FLASH_CHAOS_MINUTES=30</c> makes it that long, <c>FLASH_CHAOS_SEED</c> has
/// another one of the same length; what came of it stands in <c>artifacts/chaos</c>.
/// </summary>
public sealed class StormTests
{
    [Fact]
    public async Task Every_promise_is_kept_under_fire()
    {
        var seed = Number("FLASH_CHAOS_SEED") ?? 17;
        var plan = Number("FLASH_CHAOS_MINUTES") is { } minutes
            ? StormPlan.Lasting(seed, TimeSpan.FromMinutes(minutes), Fleet.Size)
            : StormPlan.Brief(seed, Fleet.Size);

        var report = await Storm.RunAsync(plan, TestContext.Current.CancellationToken);

        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "chaos")).FullName;
        var name = string.Create(CultureInfo.InvariantCulture, $"{plan.Length.TotalSeconds:0}-s-seed-{seed}.md");
        await File.WriteAllTextAsync(
            Path.Combine(folder, name),
            report.ToMarkdown(),
            TestContext.Current.CancellationToken
        );
        Assert.True(report.Broken.Count == 0, report.ToMarkdown());
        Assert.True(report.Asked >= plan.Requests);
    }

    [Fact]
    public void The_same_seed_plans_the_same_faults_and_every_kind_of_them()
    {
        var plan = StormPlan.Brief(17, Fleet.Size);

        Assert.Equal(plan.Faults, StormPlan.Brief(17, Fleet.Size).Faults);
        Assert.NotEqual(plan.Faults, StormPlan.Brief(18, Fleet.Size).Faults);
        Assert.Equal(Enum.GetValues<FaultKind>(), plan.Faults.Select(fault => fault.Kind).Distinct().Order());
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
