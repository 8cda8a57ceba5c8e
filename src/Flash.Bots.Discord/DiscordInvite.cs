namespace Flash.Bots.Discord;

/// <summary>The link that adds Flash to a server or to a person.</summary>
public static class DiscordInvite
{
    private const ulong ViewChannel = 1UL << 10;
    private const ulong SendMessages = 1UL << 11;
    private const ulong AttachFiles = 1UL << 15;
    private const ulong ReadMessageHistory = 1UL << 16;
    private const ulong SendMessagesInThreads = 1UL << 38;

    /// <summary>What the bot needs to go on speaking when an interaction's fifteen minutes are over, and nothing
    /// more.</summary>
    public const ulong Permissions =
        ViewChannel | SendMessages | AttachFiles | ReadMessageHistory | SendMessagesInThreads;

    /// <summary>How many commands, and entries of a message's menu, Flash registers.</summary>
    public static int Commands => Interactions.CommandDefinitions.All.Count;

    /// <summary>Opened in a browser, asks where to add the application.</summary>
    public static Uri LinkFor(ulong applicationId) =>
        new(
            $"https://discord.com/oauth2/authorize?client_id={applicationId}"
                + $"&scope=bot+applications.commands&permissions={Permissions}"
        );
}
