using System.CommandLine;
using System.Globalization;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Moderation;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Npgsql;

namespace Flash.Host.Commands;

/// <summary><c>flash moderator add NAME</c>: a way into the console.</summary>
internal static class ModeratorAddCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name")
        {
            Description = "As it should stand in the audit log, 1 to 100 characters.",
        };
        var address = new Option<string?>("--address")
        {
            Description = string.Create(
                CultureInfo.InvariantCulture,
                $"Where the web role is reached; by default where Flash runs on this machine, or "
                    + $"http://localhost:{HttpAddress.DefaultPort}."
            ),
        };
        var role = new Option<ModeratorRole?>("--role")
        {
            Description = "moderator or admin; by default as it is, and moderator for a new one.",
        };
        var signInName = new Option<string?>("--sign-in-as")
        {
            Description = "What the identity provider of Flash:OpenId calls them, such as their address.",
        };
        var command = new Command("add", "Prints a link that signs a moderator in to the console, once.")
        {
            name,
            role,
            address,
            signInName,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var configuration = FlashSettings.Read(FlashSettings.FromCommandLine(parsed));
                await using var database = await FlashDatabase.OpenAsync(
                    configuration,
                    share: true,
                    new Steps(Console.Error, TimeProvider.System),
                    cancellationToken
                );
                await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
                var link = await new Moderators(FlashDatabases.Over(dataSource), TimeProvider.System).InviteAsync(
                    parsed.GetRequiredValue(name),
                    parsed.GetValue(role),
                    parsed.GetValue(signInName),
                    ModeratorCommand.Me,
                    cancellationToken
                );
                var root = (
                    parsed.GetValue(address)
                    ?? database.RunningAddress
                    ?? string.Create(CultureInfo.InvariantCulture, $"http://localhost:{HttpAddress.DefaultPort}")
                ).TrimEnd('/');
                Console.WriteLine($"{root}/moderation/sign-in#{link}");
                await Console.Error.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Good once, for {Moderators.LinkLifetime.TotalMinutes:0} minutes."
                    )
                );
                return FlashCommandLine.Done;
            }
        );
        return command;
    }
}
