using System.CommandLine;
using System.Globalization;
using Flash.Bots;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;

namespace Flash.Host.Commands;

/// <summary><c>flash moderator …</c>: bans, rules and decisions from the command line. The audit log names the system's
/// user.</summary>
internal static class ModeratorCommand
{
    public static Command Create()
    {
        var command = new Command("moderator", "Bans, prompt rules and decisions.")
        {
            ModeratorAddCommand.Create(),
            ModeratorLinkCommand.Link(),
            ModeratorLinkCommand.Unlink(),
            ModeratorEvidenceCommand.Create(),
        };
        foreach (var people in ModeratorPeopleCommands.Create())
        {
            command.Add(people);
        }

        foreach (var team in ModeratorTeamCommands.Create())
        {
            command.Add(team);
        }

        command.Add(
            Decide("approve", "Lets a held picture be drawn.", (desk, id, by, token) =>
                desk.ApproveAsync(id, by, token)
            )
        );
        command.Add(
            Decide("reject", "Ends a held picture; a running worker says so in its chat.", (desk, id, by, token) =>
                desk.RejectAsync(id, "", by, token)
            )
        );
        command.Add(TakeDown());
        command.Add(new Command("picture", "What pictures may not look like.") { BanPicture(), UnbanPicture() });
        command.Add(new Command("rule", "What prompts may not say.") { AddRule(), TryRule(), RemoveRule() });
        return command;
    }

    private static Command Decide(
        string name,
        string description,
        Func<ModerationDesk, GenerationId, Moderator, CancellationToken, Task<bool>> decide
    )
    {
        var id = new Argument<Guid>("generation") { Description = "The generation's id." };
        return Run(new Command(name, description) { id }, async (parsed, services, cancellationToken) =>
            Say(
                await decide(
                    services.GetRequiredService<ModerationDesk>(),
                    new GenerationId(parsed.GetRequiredValue(id)),
                    Me,
                    cancellationToken
                ),
                "Done.",
                "no held picture has this id."
            )
        );
    }

    private static Command TakeDown()
    {
        var id = new Argument<Guid>("generation") { Description = "The generation's id." };
        var reason = new Option<string>("--reason")
        {
            Description = "Kept with the decision.",
            DefaultValueFactory = _ => "Against the rules.",
        };
        return Run(
            new Command("takedown", "Takes a delivered picture down; a running worker takes its message away.")
            {
                id,
                reason,
            },
            async (parsed, services, cancellationToken) =>
                Say(
                    await services
                        .GetRequiredService<ModerationDesk>()
                        .TakeDownAsync(
                            new GenerationId(parsed.GetRequiredValue(id)),
                            parsed.GetRequiredValue(reason),
                            Me,
                            cancellationToken
                        ),
                    "Done.",
                    "no delivered picture has this id, or it was taken down before."
                )
        );
    }

    private static Command BanPicture()
    {
        var id = new Argument<Guid>("generation") { Description = "A generation that was drawn." };
        var index = new Argument<int>("picture") { Description = "Which of its pictures, from 1." };
        var action = new Option<PictureAction>("--action")
        {
            Description = "hold or block.",
            DefaultValueFactory = _ => PictureAction.Hold,
        };
        return Run(
            new Command("ban", "Holds, or blocks, whatever looks like this picture from now on.") { id, index, action },
            async (parsed, services, cancellationToken) =>
                Say(
                    await services
                        .GetRequiredService<ModerationDesk>()
                        .BanPictureAsync(
                            new GenerationId(parsed.GetRequiredValue(id)),
                            parsed.GetRequiredValue(index),
                            parsed.GetValue(action),
                            Me,
                            cancellationToken
                        ),
                    "Banned.",
                    "there is no such picture to compare with, or it is banned already."
                )
        );
    }

    private static Command UnbanPicture()
    {
        var id = new Argument<long>("id") { Description = "Its number on the ban list." };
        return Run(
            new Command("unban", "Takes a picture off the ban list.") { id },
            async (parsed, services, cancellationToken) =>
                Say(
                    await services
                        .GetRequiredService<ModerationDesk>()
                        .UnbanPictureAsync(parsed.GetRequiredValue(id), Me, cancellationToken),
                    "Done.",
                    "no picture on the ban list has this number."
                )
        );
    }

    private static Command AddRule()
    {
        var (kind, pattern) = Pattern();
        var action = new Option<RuleAction>("--action")
        {
            Description = "allow, flag, hold or block.",
            DefaultValueFactory = _ => RuleAction.Block,
        };
        var note = new Option<string?>("--note") { Description = "What the person is told." };
        var chat = new Option<string?>("--chat")
        {
            Description = "Only in one chat: PLATFORM:ID, such as telegram:-100123.",
        };
        var sure = new Option<bool>("--sure")
        {
            Description = "Also when it catches nearly everything that people ask for.",
        };
        return Run(
            new Command("add", "Puts a rule in force, and says what it would have caught in the last 30 days.")
            {
                kind,
                pattern,
                action,
                note,
                chat,
                sure,
            },
            async (parsed, services, cancellationToken) =>
            {
                var rule = PromptRule.Create(
                    parsed.GetRequiredValue(kind),
                    parsed.GetRequiredValue(pattern),
                    parsed.GetValue(action),
                    note: parsed.GetValue(note)
                );
                var trial = await services
                    .GetRequiredService<PromptRules>()
                    .TryAsync(rule, TimeSpan.FromDays(30), cancellationToken);
                if (trial.IsBroad && rule.Action is (RuleAction.Hold or RuleAction.Block) && !parsed.GetValue(sure))
                {
                    throw new CommandFailedException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"this rule would have caught {trial.Caught.Count:N0} of {trial.Looked:N0} prompts: give "
                                + $"--sure to catch nearly everything."
                        )
                    );
                }

                var id = await services
                    .GetRequiredService<ModerationDesk>()
                    .AddRuleAsync(
                        rule,
                        parsed.GetValue(chat) is { } given ? ChatOf(given) : null,
                        Me,
                        cancellationToken
                    )
                    ?? throw new CommandFailedException(
                        "no one has asked for a picture in that chat yet, so Flash does not know it."
                    );
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Rule {id} is in force. It would have caught {trial.Caught.Count:N0} of {trial.Looked:N0} "
                            + $"prompts."
                    )
                );
            }
        );
    }

    private static Command TryRule()
    {
        var (kind, pattern) = Pattern();
        return Run(
            new Command("try", "Says what a rule would have caught in the last 30 days.") { kind, pattern },
            async (parsed, services, cancellationToken) =>
            {
                var rule = PromptRule.Create(parsed.GetRequiredValue(kind), parsed.GetRequiredValue(pattern));
                var (looked, caught, isBroad) = await services
                    .GetRequiredService<PromptRules>()
                    .TryAsync(rule, TimeSpan.FromDays(30), cancellationToken);
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"It would have caught {caught.Count:N0} of {looked:N0} prompts."
                    )
                );
                if (isBroad)
                {
                    Console.WriteLine("It catches nearly everything that people ask for.");
                }

                foreach (var id in caught.Take(20))
                {
                    Console.WriteLine(id);
                }
            }
        );
    }

    private static Command RemoveRule()
    {
        var id = new Argument<long>("id") { Description = "The rule's number." };
        return Run(
            new Command("remove", "Takes a rule out of force.") { id },
            async (parsed, services, cancellationToken) =>
                Say(
                    await services
                        .GetRequiredService<ModerationDesk>()
                        .RemoveRuleAsync(parsed.GetRequiredValue(id), Me, cancellationToken),
                    "The rule is removed.",
                    "no rule in force has this number."
                )
        );
    }

    public static Moderator Me => new("flash", Environment.UserName, Environment.UserName);

    private static (Argument<RuleKind> Kind, Argument<string> Pattern) Pattern() =>
        (
            new Argument<RuleKind>("kind") { Description = "phrase or regex." },
            new Argument<string>("pattern")
            {
                Description = "Words, matched in any spelling; or a regular expression over the normalised prompt.",
            }
        );

    private static (Platform Platform, string Id) ChatOf(string given) =>
        given.Split(':', 2) is [var platform, { Length: > 0 } id]
        && Enum.TryParse<Platform>(platform, ignoreCase: true, out var known)
        && Enum.IsDefined(known)
            ? (known, id)
            : throw new BadArgumentException($"--chat takes PLATFORM:ID, such as telegram:-100123, not '{given}'.");

    public static void Say(bool done, string sentence, string otherwise)
    {
        if (!done)
        {
            throw new CommandFailedException(otherwise);
        }

        Console.WriteLine(sentence);
    }

    public static Command Run(Command command, Func<ParseResult, IServiceProvider, CancellationToken, Task> action)
    {
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
                await using var services = Services(configuration);
                await action(parsed, services, cancellationToken);
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    /// <summary>The product as every process has it, with nothing running.</summary>
    public static ServiceProvider Services(IConfigurationRoot configuration) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddFlashBots()
            .BuildServiceProvider();
}
