using System.CommandLine;
using Flash.Bots;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;

namespace Flash.Host.Commands;

/// <summary><c>flash moderator …</c>: bans, rules and decisions from the command line. The audit log names the system's
/// user.</summary>
internal static partial class ModeratorCommand
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

    public static Moderator Me => new("flash", Environment.UserName, Environment.UserName);

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
