using System.CommandLine;
using System.Globalization;
using Flash.Bots;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;

namespace Flash.Host.Commands;

/// <summary>Prompt rules from the command line.</summary>
internal static partial class ModeratorCommand
{
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
}
