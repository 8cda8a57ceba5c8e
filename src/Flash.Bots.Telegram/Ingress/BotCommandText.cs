using Flash.Bots.Commands;

namespace Flash.Bots.Telegram.Ingress;

/// <summary>What a text says to this bot, once Telegram's way of addressing bots is taken off.</summary>
internal static class BotCommandText
{
    /// <summary>
    /// The text without <c>@BotName</c>; null when it is not for us. In groups that is everything but commands: a bot
    /// with privacy mode off sees all that people say to each other, and commands of the bots beside it.
    /// </summary>
    public static string? AddressedTo(string text, string username, bool isPrivate)
    {
        if (!text.StartsWith('/'))
        {
            return isPrivate ? text : null;
        }

        var end = text.AsSpan().IndexOfAny(CommandParser.NameEnds);
        var command = end < 0 ? text : text[..end];
        var at = command.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            return isPrivate || CommandMenu.Knows(command[1..]) ? text : null;
        }

        return command.AsSpan(at + 1).Equals(username, StringComparison.OrdinalIgnoreCase)
            ? command[..at] + text[command.Length..]
            : null;
    }
}
