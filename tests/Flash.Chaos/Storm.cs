using Flash.Testing;
using Flash.Testing.BotApi;

namespace Flash.Chaos;

/// <summary>Runs Flash's roles as processes on a real database, has people ask for pictures, carries out a plan of
/// faults, and looks whether everything that was promised was kept.</summary>
public sealed class Storm : IAsyncDisposable
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    private readonly StormPlan plan;
    private readonly string folder = Directory.CreateTempSubdirectory("flash-chaos-").FullName;
    private readonly DatabaseFaults database = new();
    private readonly TimeProvider time = TimeProvider.System;
    private readonly BotApiServer server;
    private readonly Chance chance;
    private readonly People people;
    private readonly Fleet fleet;
    private readonly HealthWatch health;

    private Storm(StormPlan plan, BotApiServer server)
    {
        this.plan = plan;
        this.server = server;
        chance = new Chance(plan.Seed)
        {
            Lost = 0.02,
            Unanswered = 0.02,
            Failed = 0.02,
            Broken = 0.02,
            RateLimited = 0.02,
            LongestDelay = TimeSpan.FromMilliseconds(60),
        };
        people = new People(server, plan.Seed);
        fleet = new Fleet(Settings);
        health = new HealthWatch(fleet);
    }

    public static async Task<StormReport> RunAsync(StormPlan plan, CancellationToken cancellationToken)
    {
        await using var storm = new Storm(plan, await BotApiServer.StartAsync(cancellationToken));
        return await storm.RunAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        fleet.WriteLogs(Path.Combine(Repository.Root, "artifacts", "chaos"));
        await fleet.DisposeAsync();
        health.Dispose();
        await server.DisposeAsync();
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Dictionary<string, string> Settings =>
        new()
        {
            ["ConnectionStrings__Flash"] = database.ConnectionString,
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["Flash__Telegram__Token"] = server.Token,
            ["Flash__Telegram__ApiBaseUrl"] = server.Address.ToString(),
            ["Flash__Inference__ModelsPath"] = Path.Combine(Repository.Root, "models"),
            ["Flash__Worker__Lease"] = "00:00:04",
            ["Flash__Worker__RecoveryInterval"] = "00:00:00.5",
            ["Flash__Audit__Folder"] = Path.Combine(folder, "witnesses"),
            ["Flash__Personal__MasterKeyFile"] = Path.Combine(folder, "personal.key"),
        };

    private async Task<StormReport> RunAsync(CancellationToken cancellationToken)
    {
        await database.PrepareAsync(cancellationToken);
        await fleet.StartAsync(cancellationToken);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = health.RunAsync(watching.Token);
        var counting = database.CountSessionsAsync(watching.Token);
        server.Script.Chance = chance;

        var began = time.GetTimestamp();
        await Task.WhenAll(
            people.AskAsync(plan.Requests, plan.Length, cancellationToken),
            Task.WhenAll(plan.Faults.Select(fault => CarryOutAsync(fault, cancellationToken)))
        );
        server.Script.Chance = null;
        await EverybodyDoneAsync(cancellationToken);
        var took = time.GetElapsedTime(began);

        var unwell = await health.AllReadyAsync(Recovery, cancellationToken);
        await watching.CancelAsync();
        await watch;
        var codes = await fleet.StopAsync(cancellationToken);
        var audit = await FlashProcess.RunAsync(Settings, cancellationToken, "audit", "verify");
        return new StormReport
        {
            Plan = plan,
            Took = took,
            Asked = people.Asked,
            Waits = people.Waits,
            LongestStandstill = people.LongestStandstill,
            Orphans = people.Orphans(),
            MostSessions = await counting,
            NetworkFaults = chance.Happened,
            Starts = fleet.Members.ToDictionary(member => member.Name, member => member.Starts),
            HealthAnswers = health.Samples.Count,
            HealthRefusals = health.Samples.Count(sample => !sample.IsReady),
            HealthDuringOutages = health.AnswersDuring(database.Outages),
            AuditSaid = audit.Output.Trim(),
            Broken =
            [
                .. people.Lost(),
                .. people.Doubled(),
                .. fleet.Members.SelectMany(member => member.Deaths),
                .. unwell,
                .. health.Lies(database.Outages),
                .. codes
                    .Where(code => code.Value != 0)
                    .Select(code => $"{code.Key} ended with {code.Value} when asked to"),
                .. audit.ExitCode == 0 ? [] : new[] { $"the audit log: {audit.Output} {audit.Errors}" },
            ],
        };
    }

    private async Task CarryOutAsync(PlannedFault fault, CancellationToken cancellationToken)
    {
        await Task.Delay(fault.At, cancellationToken);
        await (
            fault.Kind switch
            {
                FaultKind.Killed => KillAsync(fault),
                FaultKind.Stopped => fleet.Members[fault.Target].HoldAsync(fault.For, cancellationToken),
                FaultKind.DatabaseRestarted => database.RestartAsync(fault, cancellationToken),
                FaultKind.DatabaseReadOnly => database.MakeReadOnlyAsync(fault.For, cancellationToken),
                _ => database.LetTimeOutAsync(fault.For, cancellationToken),
            }
        );
    }

    private Task KillAsync(PlannedFault fault)
    {
        fleet.Members[fault.Target].Kill(fault.For);
        return Task.CompletedTask;
    }

    /// <summary>Until no one has anything left to do, so that a second result would have come by now; or until waiting
    /// does not help.</summary>
    private async Task EverybodyDoneAsync(CancellationToken cancellationToken)
    {
        const string Unfinished = """
            SELECT (SELECT count(*) FROM flash.telegram_updates WHERE handled_at IS NULL)
                + (SELECT count(*) FROM flash.generations WHERE state IN ('queued', 'running'))
            """;
        var patience = Recovery + Recovery + TimeSpan.FromMilliseconds(600) * people.Asked / 2;
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < patience)
        {
            if (people.Waiting() == 0 && await database.CountAsync(Unfinished, cancellationToken) == 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }
}
