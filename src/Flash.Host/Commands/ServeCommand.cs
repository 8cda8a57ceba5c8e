using System.CommandLine;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Host.Roles;
using Flash.Migrations;

namespace Flash.Host.Commands;

/// <summary><c>flash serve --roles telegram,worker</c>: some roles, against the configured database.</summary>
internal static class ServeCommand
{
    /// <summary>A process that no one calls still answers health checks, at a port that no one has to choose.</summary>
    private const string AnyLoopbackPort = "http://127.0.0.1:0";

    public static Command Create()
    {
        var roles = new Option<string[]>("--roles")
        {
            Description = $"What this process does: {RoleList.Allowed}.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var verbose = new Option<bool>("--verbose") { Description = "Shows what every part logs, not only warnings." };
        var command = new Command("serve", "Runs the named roles; in production one or several per process.")
        {
            roles,
            verbose,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                // "--roles worker --Flash:Inference:Device=cpu": the option takes every word that follows, settings
                // too.
                var given = parsed.GetValue(roles) ?? [];
                var names = given.TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal)).ToList();
                return RunAsync(
                    RoleList.Parse(names),
                    FlashSettings.FromCommandLine([.. given.Skip(names.Count), .. parsed.UnmatchedTokens]),
                    parsed.GetValue(verbose),
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        Role roles,
        string[] settings,
        bool verbose,
        CancellationToken cancellationToken
    )
    {
        var steps = new Steps(Console.Out, TimeProvider.System);
        var configuration = FlashSettings.Read(settings);
        await using var database = await FlashDatabase.OpenAsync(configuration, share: true, steps, cancellationToken);
        await database.EnsureNotNewerAsync(cancellationToken);
        if (await FlashMigrator.PendingAsync(database.ConnectionString, cancellationToken) is { Count: > 0 } pending)
        {
            throw new CommandFailedException(
                $"the database lacks {pending.Count} migrations, the first is {pending[0]}: run 'flash db migrate' "
                    + $"first."
            );
        }

        if (!HttpAddress.IsConfigured(configuration))
        {
            configuration["urls"] = RoleParts.IsCalled(roles, configuration)
                ? HttpAddress.Choose(steps.Say)
                : AnyLoopbackPort;
        }

        await FlashApplication.RunAsync(
            roles,
            configuration,
            verbose,
            steps,
            address => steps.Say($"Serving {roles} at {address} after {Steps.Seconds(steps.Elapsed)}"),
            cancellationToken
        );
        return FlashCommandLine.Done;
    }
}
