using System.CommandLine;
using System.Globalization;
using Flash.Bots.Moderation;
using Flash.Bots.Privacy;
using Flash.Bots.Quotas;
using Flash.Bots.Replies;
using Flash.Host.CommandLine;

namespace Flash.Host.Commands;

/// <summary><c>flash moderator …</c> about people: bans, quotas, and what is kept of someone.</summary>
internal static class ModeratorPeopleCommands
{
    public static IEnumerable<Command> Create() => [Ban(), Confirm(), Unban(), Quota(), Export(), Erase()];

    private static Command Ban()
    {
        var (platform, user) = Person();
        var days = new Option<double?>("--days") { Description = "How long; for good when not given." };
        var reason = new Option<string>("--reason") { Description = "Shown to the person.", Required = true };
        return ModeratorCommand.Run(
            new Command("ban", "Keeps a person from asking for pictures.") { platform, user, days, reason },
            async (parsed, services, cancellationToken) =>
            {
                var length = parsed.GetValue(days) switch
                {
                    null => (TimeSpan?)null,
                    > 0 and <= 36_500 and var given => TimeSpan.FromDays(given),
                    var given => throw new BadArgumentException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"--days is more than 0 and at most 36500, not {given}."
                        )
                    ),
                };
                var ban = await services
                    .GetRequiredService<ModerationDesk>()
                    .BanAsync(
                        parsed.GetRequiredValue(platform),
                        parsed.GetRequiredValue(user),
                        length,
                        parsed.GetRequiredValue(reason),
                        ModeratorCommand.Me,
                        cancellationToken
                    );
                var until = ban.Until is { } end
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"Banned until {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC."
                    )
                    : "Banned for good.";
                Console.WriteLine(
                    ban.WaitsForAnother
                        ? string.Create(
                            CultureInfo.InvariantCulture,
                            $"{until} For the rest another moderator has to agree: flash moderator confirm {ban.Id}"
                        )
                        : until
                );
            }
        );
    }

    private static Command Confirm()
    {
        var id = new Argument<long>("ban") { Description = "The ban's number." };
        return ModeratorCommand.Run(
            new Command("confirm", "Agrees to a long ban that another moderator asked for.") { id },
            async (parsed, services, cancellationToken) =>
            {
                switch (
                    await services
                        .GetRequiredService<ModerationDesk>()
                        .ConfirmBanAsync(parsed.GetRequiredValue(id), ModeratorCommand.Me, cancellationToken)
                )
                {
                    case BanConfirmation.NeedsSomebodyElse:
                        throw new CommandFailedException("the moderator who asked for a ban cannot also confirm it.");
                    case BanConfirmation.NotWaiting:
                        throw new CommandFailedException("no ban with this number waits for a second moderator.");
                    default:
                        Console.WriteLine("Confirmed.");
                        return;
                }
            }
        );
    }

    private static Command Unban()
    {
        var (platform, user) = Person();
        return ModeratorCommand.Run(
            new Command("unban", "Lifts a ban.") { platform, user },
            async (parsed, services, cancellationToken) =>
                ModeratorCommand.Say(
                    await services
                        .GetRequiredService<ModerationDesk>()
                        .UnbanAsync(
                            parsed.GetRequiredValue(platform),
                            parsed.GetRequiredValue(user),
                            ModeratorCommand.Me,
                            cancellationToken
                        ),
                    "The ban is lifted.",
                    "that person is not banned."
                )
        );
    }

    private static Command Quota()
    {
        var (platform, user) = Person();
        var (hour, day) = (Count("--per-hour"), Count("--per-day"));
        return ModeratorCommand.Run(
            new Command("quota", "Gives one person a quota of their own; without options, the usual one again.")
            {
                platform,
                user,
                hour,
                day,
            },
            async (parsed, services, cancellationToken) =>
            {
                await services
                    .GetRequiredService<ModerationDesk>()
                    .SetUserQuotaAsync(
                        parsed.GetRequiredValue(platform),
                        parsed.GetRequiredValue(user),
                        Checked(parsed, hour),
                        Checked(parsed, day),
                        ModeratorCommand.Me,
                        cancellationToken
                    );
                Console.WriteLine("Done.");
            }
        );
    }

    private static Command Export()
    {
        var (platform, user) = Person();
        return ModeratorCommand.Run(
            new Command("export", "Writes everything that is kept of a person to standard output, as JSON.")
            {
                platform,
                user,
            },
            async (parsed, services, cancellationToken) =>
            {
                var document = await services
                    .GetRequiredService<PersonalData>()
                    .ExportAsync(parsed.GetRequiredValue(platform), parsed.GetRequiredValue(user), cancellationToken);
                await using var output = Console.OpenStandardOutput();
                await output.WriteAsync(document, cancellationToken);
                output.WriteByte((byte)'\n');
            }
        );
    }

    private static Command Erase()
    {
        var (platform, user) = Person();
        return ModeratorCommand.Run(
            new Command("erase", "Forgets a person's name, prompts and pictures. Bans stay. Cannot be undone.")
            {
                platform,
                user,
            },
            async (parsed, services, cancellationToken) =>
            {
                var erased = await services
                    .GetRequiredService<PersonalData>()
                    .EraseAsync(
                        parsed.GetRequiredValue(platform),
                        parsed.GetRequiredValue(user),
                        ModeratorCommand.Me,
                        cancellationToken
                    );
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Erased: the words of {erased.Generations:N0} requests, {erased.Pictures:N0} pictures, "
                            + $"{erased.Keys:N0} keys. {erased.Messages.Count:N0} messages still stand in chats: the "
                            + $"command line speaks to no network."
                    )
                );
            }
        );
    }

    private static (Argument<Platform> Platform, Argument<string> User) Person() =>
        (
            new Argument<Platform>("platform") { Description = "playground, telegram or discord." },
            new Argument<string>("user") { Description = "The person's id there." }
        );

    private static Option<int?> Count(string name) =>
        new(name) { Description = string.Create(CultureInfo.InvariantCulture, $"0 (no limit) to {QuotaOptions.Max}.") };

    private static int? Checked(ParseResult parsed, Option<int?> option) =>
        parsed.GetValue(option) switch
        {
            null => null,
            >= 0 and <= QuotaOptions.Max and var count => count,
            var count => throw new BadArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{option.Name} is 0 (no limit) to {QuotaOptions.Max}, not {count}."
                )
            ),
        };
}
