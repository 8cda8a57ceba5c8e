using System.CommandLine;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Host.Roles;

namespace Flash.Host.Commands;

/// <summary><c>flash up</c>: everything in this process, with a database of its own unless one is configured.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var verbose = new Option<bool>("--verbose") { Description = "Shows what every part logs, not only warnings." };
        var command = new Command(
            "up",
            "Runs everything on this machine, no token needed: open the printed address and type."
        )
        {
            verbose,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(FlashSettings.FromCommandLine(parsed), parsed.GetValue(verbose), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(string[] settings, bool verbose, CancellationToken cancellationToken)
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
                    $"Flash is ready after {Steps.Seconds(steps.Elapsed)}: open {address} and type /imagine a red boat on the sea (Ctrl-C stops it)"
                );
            },
            cancellationToken
        );
        if (database.IsLocal)
        {
            await steps.RunAsync("Stopping PostgreSQL", async () => await database.DisposeAsync());
        }

        return FlashCommandLine.Done;
    }
}
