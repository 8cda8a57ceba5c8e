using System.CommandLine;
using System.Diagnostics;
using Flash.Host.CommandLine;
using Flash.Host.Doctor;
using Flash.Host.Hosting;
using Flash.Host.Roles;

namespace Flash.Host.Commands;

/// <summary><c>flash up</c>: everything in this process, with a database of its own unless one is configured.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var verbose = new Option<bool>("--verbose") { Description = "Shows what every part logs, not only warnings." };
        var open = new Option<bool>("--open") { Description = "Opens the playground in the browser once it is ready." };
        var command = new Command(
            "up",
            "Runs everything on this machine, no token needed: open the printed address and type."
        )
        {
            verbose,
            open,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    FlashSettings.FromCommandLine(parsed),
                    parsed.GetValue(verbose),
                    parsed.GetValue(open),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string[] settings,
        bool verbose,
        bool open,
        CancellationToken cancellationToken
    )
    {
        var steps = new Steps(Console.Out, TimeProvider.System);
        var configuration = FlashSettings.Read(settings);
        await using var database = await FlashDatabase.OpenAsync(configuration, share: false, steps, cancellationToken);
        await database.EnsureNotNewerAsync(cancellationToken);
        await steps.RunAsync("Migrating", () => database.MigrateAsync(cancellationToken));
        if (!HttpAddress.IsConfigured(configuration))
        {
            configuration["urls"] = HttpAddress.Choose(steps.Say);
        }

        await FlashApplication.RunAsync(
            RoleParts.Everything(configuration),
            configuration,
            verbose,
            steps,
            address =>
            {
                database.WriteAddress(address);
                steps.Say(
                    $"Flash is ready after {Steps.Seconds(steps.Elapsed)}: open {address} and type /imagine a red boat "
                        + $"on the sea (Ctrl-C stops it)"
                );
                _ = TellNetworksAsync(configuration, steps, cancellationToken);
                if (open)
                {
                    Open(address, steps);
                }
            },
            cancellationToken
        );
        if (database.IsLocal)
        {
            await steps.RunAsync("Stopping PostgreSQL", async () => await database.DisposeAsync());
        }

        return FlashCommandLine.Done;
    }

    /// <summary>One line for each network that has a token: who the bot is there, or why it is not.</summary>
    private static async Task TellNetworksAsync(
        IConfiguration configuration,
        Steps steps,
        CancellationToken cancellationToken
    )
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        (string, Func<Task<Finding>>)[] networks =
        [
            ("Telegram", () => NetworkLooks.TelegramAsync(configuration, http, cancellationToken)),
            ("Discord", () => NetworkLooks.DiscordAsync(configuration, http, cancellationToken)),
        ];
        foreach (var (network, ask) in networks)
        {
            try
            {
                if (await ask() is { Verdict: not Verdict.Unused } finding)
                {
                    steps.Say($"{network}: {finding.Sentence}");
                }
            }
            catch (OperationCanceledException)
            {
                return; // Stopped before the network answered.
            }
        }
    }

    private static void Open(string address, Steps steps)
    {
        try
        {
            using var browser = Process.Start(
                new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address])
                {
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                }
            );
        }
        catch (System.ComponentModel.Win32Exception)
        {
            steps.Say($"No browser was found to open; open {address} in yours.");
        }
    }
}
