using System.CommandLine;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Migrations;

namespace Flash.Host.Commands;

/// <summary><c>flash db migrate</c> and <c>flash db status</c>.</summary>
internal static class DbCommand
{
    public static Command Create() =>
        new("db", "The database: what version it has, and bringing it to this one.")
        {
            With("migrate", "Brings the database to this version.", MigrateAsync),
            With("status", "Says which migrations the database lacks.", StatusAsync),
        };

    private static Command With(
        string name,
        string description,
        Func<FlashDatabase, Steps, CancellationToken, Task> action
    )
    {
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var steps = new Steps(Console.Out, TimeProvider.System);
                var configuration = FlashSettings.Read(FlashSettings.FromCommandLine(parsed));
                await using var database = await FlashDatabase.OpenAsync(
                    configuration,
                    share: true,
                    steps,
                    cancellationToken
                );
                await action(database, steps, cancellationToken);
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    private static Task MigrateAsync(FlashDatabase database, Steps steps, CancellationToken cancellationToken) =>
        steps.RunAsync("Migrating", () => database.MigrateAsync(cancellationToken));

    private static async Task StatusAsync(FlashDatabase database, Steps steps, CancellationToken cancellationToken)
    {
        if (
            await FlashMigrator.UnknownAsync(database.OwnerConnectionString, cancellationToken) is
            { Count: > 0 } unknown
        )
        {
            throw new CommandFailedException(FlashDatabase.Newer(unknown));
        }

        var pending = await FlashMigrator.PendingAsync(database.OwnerConnectionString, cancellationToken);
        steps.Say(
            pending.Count == 0
                ? "The database is up to date."
                : $"The database lacks {pending.Count} of this version's migrations ({string.Join(", ", pending)}): "
                    + $"run 'flash db migrate'."
        );
    }
}
