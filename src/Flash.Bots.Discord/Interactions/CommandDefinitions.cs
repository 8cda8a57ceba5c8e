using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Styles;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Everything that Flash registers with Discord, for servers and for people, in every kind of
/// channel.</summary>
internal static class CommandDefinitions
{
    /// <summary>Discord's integers are doubles: beyond 2^53 they are no longer whole.</summary>
    private const double MaxSeed = 9_007_199_254_740_991;

    /// <summary>Discord's MANAGE_MESSAGES, bit 13: who moderates a server has it, and a server may decide
    /// otherwise.</summary>
    private const string ManageMessages = "8192";

    /// <summary>Discord's MANAGE_GUILD, bit 5.</summary>
    private const string ManageServer = "32";

    /// <summary>Characters of a list that is typed into an option; Discord's most.</summary>
    private const int MaxList = 6_000;

    public static readonly IReadOnlyList<string> Shapes = ["1:1", "3:2", "2:3", "4:3", "3:4", "16:9", "9:16"];

    public static IReadOnlyList<ApplicationCommand> All { get; } =
    [
        Command(
            CommandNames.Imagine,
            CommandWords.Imagine,
            [
                Text(CommandNames.Prompt, CommandWords.Prompt) with
                {
                    Autocomplete = true,
                    MinLength = 1,
                    MaxLength = ImagineParser.MaxPromptLength,
                },
                Text(CommandNames.Shape, CommandWords.Shape) with
                {
                    Choices = [.. Shapes.Select(shape => new CommandChoice(shape, shape))],
                },
                Text(CommandNames.Style, CommandWords.Style) with
                {
                    Choices =
                    [
                        .. StyleTable.All.Select(style => new CommandChoice(
                            $"{style.Symbol} {style.Name}",
                            style.Name
                        )),
                        new CommandChoice(StyleTable.None, StyleTable.None),
                    ],
                },
                File(CommandNames.Image, CommandWords.Image),
                Number(CommandNames.Strength, CommandWords.Strength, 10, 100),
                Number(CommandNames.Count, CommandWords.Count, 1, ImagineParser.MaxCount),
                Text(CommandNames.Negative, CommandWords.Negative) with
                {
                    MinLength = 1,
                    MaxLength = ImagineParser.MaxPromptLength,
                },
                Number(CommandNames.Seed, CommandWords.Seed, 0, MaxSeed),
                Number(CommandNames.Steps, CommandWords.Steps, 1, ImagineParser.MaxInferenceSteps),
                Text(CommandNames.Model, CommandWords.Model) with
                {
                    Autocomplete = true,
                    MinLength = 1,
                    MaxLength = 100,
                },
            ]
        ),
        Command(
            CommandNames.Animate,
            CommandWords.Animate,
            [Number(CommandNames.Picture, CommandWords.Picture, 1, ImagineParser.MaxCount)]
        ),
        Command(
            CommandNames.Edit,
            CommandWords.Edit,
            [
                Text(CommandNames.Words, CommandWords.NewWords) with
                {
                    MinLength = 1,
                    MaxLength = ImagineParser.MaxPromptLength,
                },
            ]
        ),
        Command(
            CommandNames.Arena,
            CommandWords.Arena,
            [
                Text(CommandNames.Prompt, CommandWords.Prompt) with
                {
                    Required = true,
                    MinLength = 1,
                    MaxLength = ImagineParser.MaxPromptLength,
                },
            ]
        ),
        Command(CommandNames.Tree, CommandWords.Tree, []),
        Command(
            CommandNames.Describe,
            CommandWords.Describe,
            [
                File(CommandNames.Image, CommandWords.Seen),
                Number(CommandNames.Picture, CommandWords.Picture, 1, ImagineParser.MaxCount),
            ]
        ),
        Command(
            CommandNames.Blend,
            CommandWords.Blend,
            [
                File(CommandNames.First, CommandWords.First),
                File(CommandNames.Second, CommandWords.Second),
                Text(CommandNames.Words, CommandWords.BlendWords) with
                {
                    MinLength = 1,
                    MaxLength = ImagineParser.MaxPromptLength,
                },
            ]
        ),
        Command(CommandNames.Styles, CommandWords.Styles, []),
        Command(
            CommandNames.Settings,
            CommandWords.Settings,
            [
                Text(CommandNames.Whose, CommandWords.Whose) with
                {
                    Choices = [CommandWords.Choice("Mine", "mine"), CommandWords.Choice("Chat", "chat")],
                },
            ]
        ),
        Command(
            CommandNames.Rules,
            CommandWords.Rules,
            [
                Text(CommandNames.Words, CommandWords.Unwanted) with
                {
                    MaxLength = MaxList,
                },
                Text(CommandNames.Channels, CommandWords.Channels) with
                {
                    MaxLength = MaxList,
                },
            ]
        ) with
        {
            DefaultMemberPermissions = ManageServer,
            Contexts = [0],
        },
        Command(CommandNames.Queue, CommandWords.Queue, []),
        Command(
            CommandNames.Cancel,
            CommandWords.Cancel,
            [Option(CommandOptionType.Boolean, CommandNames.All, CommandWords.All)]
        ),
        Command(
            CommandNames.Privacy,
            CommandWords.Privacy,
            [
                Text(CommandNames.What, CommandWords.What) with
                {
                    Choices =
                    [
                        CommandWords.Choice("Explain", "explain"),
                        CommandWords.Choice("Export", "export"),
                        CommandWords.Choice("Erase", "erase"),
                    ],
                },
            ]
        ),
        Command(
            CommandNames.Appeal,
            CommandWords.Appeal,
            [
                Text(CommandNames.Why, CommandWords.Why) with
                {
                    Required = true,
                    MinLength = 1,
                    MaxLength = ModerationDesk.MaxAppeal,
                },
            ]
        ),
        Command(
            CommandNames.Moderator,
            CommandWords.Moderator,
            [Text(CommandNames.Code, CommandWords.Code) with { MaxLength = 20 }]
        ) with
        {
            DefaultMemberPermissions = ManageMessages,
        },
        Command(CommandNames.Help, CommandWords.Help, []),
        Menu(CommandNames.AnimateMessage, CommandWords.AnimateMessage),
        Menu(CommandNames.VaryMessage, CommandWords.VaryMessage),
        Menu(CommandNames.EnlargeMessage, CommandWords.EnlargeMessage),
        Menu(CommandNames.EditMessage, CommandWords.EditMessage),
        Menu(CommandNames.DeleteMessage, CommandWords.DeleteMessage),
        Menu(CommandNames.HideMessage, CommandWords.HideMessage),
        Menu(CommandNames.RecipeMessage, CommandWords.RecipeMessage),
        Menu(CommandNames.ReferenceMessage, CommandWords.ReferenceMessage),
        Menu(CommandNames.ReportMessage, CommandWords.ReportMessage),
    ];

    private static ApplicationCommand Command(string name, Words words, IReadOnlyList<CommandOption> options) =>
        new()
        {
            Name = name,
            NameLocalizations = words.Names,
            Description = words.Description,
            DescriptionLocalizations = words.Descriptions,
            Options = options,
            IntegrationTypes = [0, 1],
            Contexts = [0, 1, 2],
        };

    private static ApplicationCommand Menu(string name, IReadOnlyDictionary<string, string> names) =>
        new()
        {
            Name = name,
            NameLocalizations = names,
            Type = CommandType.Message,
            IntegrationTypes = [0, 1],
            Contexts = [0, 1, 2],
        };

    private static CommandOption Text(string name, Words words) => Option(CommandOptionType.String, name, words);

    private static CommandOption File(string name, Words words) =>
        Option(CommandOptionType.Attachment, name, words) with
        {
            FileTypes = PictureFormats.DiscordFileTypes,
        };

    private static CommandOption Number(string name, Words words, double min, double max) =>
        Option(CommandOptionType.Integer, name, words) with
        {
            MinValue = min,
            MaxValue = max,
        };

    private static CommandOption Option(CommandOptionType type, string name, Words words) =>
        new()
        {
            Type = type,
            Name = name,
            NameLocalizations = words.Names,
            Description = words.Description,
            DescriptionLocalizations = words.Descriptions,
        };
}
