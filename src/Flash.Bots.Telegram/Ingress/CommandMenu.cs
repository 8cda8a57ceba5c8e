using Flash.Bots.Commands;
using Flash.Bots.Replies;
using Flash.Bots.Telegram.Messaging;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>The commands that Telegram offers while someone types a slash, in every language that Flash
/// speaks.</summary>
internal static class CommandMenu
{
    private static readonly HashSet<string> Names = new(CommandList.Names, StringComparer.OrdinalIgnoreCase);

    /// <summary>One request for each language. The first, without a language, is for everyone whose own is not among
    /// them.</summary>
    public static IEnumerable<SetMyCommandsRequest> Requests { get; } =
    [
        .. Wording.All.Select(wording => new SetMyCommandsRequest
        {
            LanguageCode = wording.Code == Wording.Default ? null : wording.Code,
            Commands = CommandList
                .In(wording)
                .Select(command => new BotCommand { Command = command.Name, Description = command.Description }),
        }),
    ];

    /// <summary>What stands in a chat before anything was said, in every language that Flash speaks.</summary>
    public static IEnumerable<SetMyDescriptionRequest> Descriptions { get; } =
    [
        .. Wording.All.Select(wording => new SetMyDescriptionRequest
        {
            LanguageCode = wording.Code == Wording.Default ? null : wording.Code,
            Description = TelegramText.Cut(wording["Start"], TelegramText.DescriptionLimit),
        }),
    ];

    /// <summary>Whether a command without the bot's name, in a group, is one of ours.</summary>
    public static bool Knows(string name) => Names.Contains(name);
}
