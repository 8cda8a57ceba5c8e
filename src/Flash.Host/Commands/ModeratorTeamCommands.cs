using System.CommandLine;
using System.Globalization;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Moderation;
using Flash.Host.CommandLine;
using Microsoft.EntityFrameworkCore;

namespace Flash.Host.Commands;

/// <summary><c>flash moderator …</c> about the moderators themselves.</summary>
internal static class ModeratorTeamCommands
{
    public static IEnumerable<Command> Create() => [List(), Remove(), SecondFactor()];

    private static Command List() =>
        ModeratorCommand.Run(
            new Command("list", "Who may enter the console."),
            async (_, services, cancellationToken) =>
            {
                foreach (var member in await Team(services).ListAsync(cancellationToken))
                {
                    Console.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{member.Name}\t{(member.Role == ModeratorRole.Admin ? "admin" : "moderator")}\t"
                                + $"{SecondFactorOf(member)}\t{member.SignInName}"
                        )
                    );
                }
            }
        );

    private static string SecondFactorOf(TeamMember member) =>
        member.HasSecondFactor ? "second factor"
        : member.MustHaveSecondFactor ? "second factor required"
        : "no second factor";

    private static Command Remove()
    {
        var name = Name();
        return ModeratorCommand.Run(
            new Command("remove", "Lets a moderator go; their sessions end at once.") { name },
            async (parsed, services, cancellationToken) =>
                ModeratorCommand.Say(
                    await Team(services)
                        .RemoveAsync(
                            (await FindAsync(services, parsed.GetRequiredValue(name), cancellationToken)).Id,
                            ModeratorCommand.Me,
                            cancellationToken
                        ),
                    "Removed.",
                    "they are no moderator any more."
                )
        );
    }

    private static Command SecondFactor() =>
        new("second-factor", "What moderators must show besides their link or account.")
        {
            Act("require", "They need a second factor from their next click on.", (team, member, token) =>
                team.RequireSecondFactorAsync(member.Id, true, ModeratorCommand.Me, token)
            ),
            Act("waive", "They may do without one.", (team, member, token) =>
                team.RequireSecondFactorAsync(member.Id, false, ModeratorCommand.Me, token)
            ),
            Act(
                "reset",
                "For a moderator who lost app and recovery codes: it is gone, and their sessions end.",
                (team, member, token) => team.ResetSecondFactorAsync(member.Id, ModeratorCommand.Me, token)
            ),
        };

    private static Command Act(
        string verb,
        string description,
        Func<ModeratorTeam, TeamMember, CancellationToken, Task<bool>> act
    )
    {
        var name = Name();
        return ModeratorCommand.Run(
            new Command(verb, description) { name },
            async (parsed, services, cancellationToken) =>
                ModeratorCommand.Say(
                    await act(
                        Team(services),
                        await FindAsync(services, parsed.GetRequiredValue(name), cancellationToken),
                        cancellationToken
                    ),
                    "Done.",
                    "they have no second factor."
                )
        );
    }

    private static Argument<string> Name() => new("name") { Description = "As in 'flash moderator list'." };

    private static ModeratorTeam Team(IServiceProvider services) =>
        new(services.GetRequiredService<IDbContextFactory<FlashDb>>());

    private static async Task<TeamMember> FindAsync(
        IServiceProvider services,
        string name,
        CancellationToken cancellationToken
    ) =>
        await Team(services).FindAsync(name, cancellationToken)
        ?? throw new CommandFailedException($"no moderator is called '{name}'; 'flash moderator list' shows them all.");
}
