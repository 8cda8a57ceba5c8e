using System.Reflection;
using Flash.Bots.Audit;
using Flash.Bots.Discord;
using Flash.Bots.Supervision;
using Flash.Bots.Telegram;
using Flash.Bots.Web;
using Flash.Worker;
using Microsoft.Extensions.Hosting;

namespace Flash.Host.Tests.Supervision;

/// <summary>
/// Throws from every step of every background loop that any role starts, and expects life or exit. The loops are those
/// that a process with every role has, so a new one is tried without being named here.
/// </summary>
[Collection("flash up")]
public sealed class EveryLoopTests
{
    private const int MostSteps = 40;

    /// <summary>Loops without a statement or call of their own while nothing happens, and what tries them
    /// instead.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["discord arrivals"] = "every arrival has an edge of its own: IngressTests, DiscordKilledTests",
        ["discord shard 0 of 1"] = "a connection, no calls: GatewayShardTests, GatewayFuzzTests",
        ["notifications"] = "a thread that waits: NotificationsTests, Flash.Chaos",
        ["sketches for others"] = "woken by people who type: InlineModeTests",
    };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_step_of_every_loop_ends_in_life_or_exit()
    {
        using var faults = new StepFaults();
        var once = faults.Arm("discord commands", 1, isMistake: false);
        await using var whole = await WholeProcess.StartAsync(Cancel);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var busy = whole.KeepBusyAsync(over.Token);
        await EveryPartIsThereAsync(whole, faults);
        await UntilAsync(
            () => once.IsDone && whole.Loops.All.Single(loop => loop.Name == once.Loop).IsOver,
            () => "the commands to be registered after a fault"
        );

        var tried = 0;
        foreach (var loop in Tried(whole, faults))
        {
            for (var step = 1; step <= MostSteps; step++)
            {
                if (!await LivesAsync(whole, faults, loop, step))
                {
                    break;
                }

                tried++;
            }
        }

        Assert.True(tried >= 30, $"Only {tried} steps were tried.");
        Assert.Empty(whole.Ended);
        foreach (var loop in Tried(whole, faults))
        {
            await LivesOrEndsAsync(whole, faults, loop);
        }

        await over.CancelAsync();
        await busy;
    }

    private static List<LoopState> Tried(WholeProcess whole, StepFaults faults) =>
        [.. whole.Loops.All.Where(loop => faults.Stepping.Contains(loop.Name) && !Others.ContainsKey(loop.Name))];

    /// <summary>Nothing that runs in the background is missing from the process, and nothing in it from the
    /// trial.</summary>
    private static async Task EveryPartIsThereAsync(WholeProcess whole, StepFaults faults)
    {
        Assembly[] assemblies =
        [
            typeof(AuditSealer).Assembly,
            typeof(TelegramOptions).Assembly,
            typeof(DiscordOptions).Assembly,
            typeof(WorkerOptions).Assembly,
            typeof(Health).Assembly,
            typeof(Flash.Host.Roles.Role).Assembly,
        ];
        var running = whole.Parts.Select(part => part.GetType()).ToHashSet();
        var missing = assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => typeof(BackgroundService).IsAssignableFrom(type) && !type.IsAbstract)
            .Where(type => !running.Contains(type) && type.Name != "TelegramWebhook")
            .ToList();
        Assert.Empty(missing);

        await UntilAsync(
            () => whole.Loops.All.All(loop => Others.ContainsKey(loop.Name) || faults.Stepping.Contains(loop.Name)),
            () =>
                "a step of each loop: "
                + string.Join(", ", whole.Loops.All.Select(loop => loop.Name).Except(faults.Stepping))
        );
    }

    /// <summary>False when a round has fewer steps.</summary>
    private static async Task<bool> LivesAsync(WholeProcess whole, StepFaults faults, LoopState loop, int step)
    {
        var before = loop.LastCompleted;
        var strike = faults.Arm(loop.Name, step, isMistake: false);
        var rounds = 0;
        await UntilAsync(
            () =>
            {
                if (loop.LastCompleted != before)
                {
                    (before, rounds) = (loop.LastCompleted, rounds + 1);
                }

                return strike.IsDone || rounds > 2 || whole.Ended.Count > 0 || loop.IsOver;
            },
            () => $"step {step} of '{loop.Name}'"
        );
        if (!strike.IsDone)
        {
            return false;
        }

        var then = loop.LastCompleted;
        await UntilAsync(
            () => loop.LastCompleted != then || whole.Ended.Count > 0,
            () => $"'{loop.Name}' to complete a round after step {step} failed"
        );
        Assert.Empty(whole.Ended);
        Assert.Null(loop.Complaint());
        return true;
    }

    private static async Task LivesOrEndsAsync(WholeProcess whole, StepFaults faults, LoopState loop)
    {
        if (loop.IsOver)
        {
            return;
        }

        var strike = faults.Arm(loop.Name, 1, isMistake: true);
        await UntilAsync(() => strike.IsDone, () => $"a step of '{loop.Name}'");
        var then = loop.LastCompleted;
        await UntilAsync(
            () => loop.LastCompleted != then || whole.Ended.Contains(loop.Name),
            () => $"life or exit after a mistake in '{loop.Name}'"
        );
    }

    private static async Task UntilAsync(Func<bool> condition, Func<string> what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                Assert.Fail($"Waited in vain for {what()}.");
            }

            await Task.Delay(5, Cancel);
        }
    }
}
