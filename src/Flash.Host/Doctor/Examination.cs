using Flash.Host.CommandLine;
using Flash.Host.LocalPostgres;

namespace Flash.Host.Doctor;

/// <summary>Everything <c>flash doctor</c> looks at, in the order in which a start would need it.</summary>
internal sealed class Examination(IConfiguration configuration, HttpClient http)
{
    private readonly LocalDatabaseOptions _local = LocalDatabaseOptions.From(configuration);

    public IEnumerable<(string Subject, Func<CancellationToken, Task<Finding>> Look)> Looks() =>
        [
            (".NET", _ => Task.FromResult(MachineLooks.Runtime())),
            ("PostgreSQL", PostgresAsync),
            ("Data", _ => Task.FromResult(Data())),
            ("Master key", _ => Task.FromResult(KeyLooks.Look(configuration, DataPath))),
            ("Address", _ => Task.FromResult(MachineLooks.Address(configuration))),
            ("Pictures", _ => Task.FromResult(InferenceLooks.Pictures())),
            ("Model", cancellationToken => Task.Run(() => InferenceLooks.Model(configuration), cancellationToken)),
            ("Telegram", cancellationToken => NetworkLooks.TelegramAsync(configuration, http, cancellationToken)),
            ("Inline mode", cancellationToken => InlineLooks.LookAsync(configuration, http, cancellationToken)),
            ("Discord", cancellationToken => NetworkLooks.DiscordAsync(configuration, http, cancellationToken)),
            ("Moderators", cancellationToken => ModeratorLooks.LookAsync(configuration, http, cancellationToken)),
        ];

    private string DataPath => _local.DataPath ?? DataFolder.DefaultPath();

    private async Task<Finding> PostgresAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetConnectionString("Flash") is { Length: > 0 } configured)
        {
            return await PostgresServer.AnswersAsync(configured, cancellationToken)
                ? Finding.Works("the database of ConnectionStrings:Flash answers")
                : Finding.Broken(
                    "the database of ConnectionStrings:Flash does not answer: check the connection string, or remove "
                        + "it to use a local one"
                );
        }

        try
        {
            var data = new DataFolder(DataPath);
            var programs = await PostgresPrograms.FindAsync(
                _local.PostgresPath,
                data.ClusterVersion,
                cancellationToken
            );
            return Finding.Works($"version {programs.MajorVersion} in {programs.Folder}");
        }
        catch (CommandFailedException e)
        {
            return Finding.Broken(e.Message);
        }
    }

    private Finding Data()
    {
        try
        {
            var data = DataFolder.Open(DataPath);
            return Finding.Works(
                data.ClusterVersion is null
                    ? $"{data.Root} can be written; nothing is in it yet"
                    : $"{data.Root} holds a database"
            );
        }
        catch (CommandFailedException e)
        {
            return Finding.Broken(e.Message);
        }
    }
}
