using System.Globalization;
using Flash.Bots.Conversations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Frees an interaction from its network: person, chat, address of the answer.</summary>
internal static class InteractionTranslation
{
    private const int BotDirectMessages = 1;
    private const int DirectMessageChannel = 1;
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);

    /// <summary>Who acted; null when Discord does not say, and then nothing can be done for them.</summary>
    public static Person? PersonOf(Interaction interaction) => (interaction.Member?.User ?? interaction.User) is { } user
        ? new Person(Platform.Discord, Text(user.Id), user.GlobalName ?? user.Username ?? "", interaction.Locale)
        : null;

    /// <summary>Where; null when Discord does not say.</summary>
    public static Chat? ChatOf(Interaction interaction)
    {
        var isPrivate = interaction.Context == BotDirectMessages || (interaction.Context is null && interaction.Channel?.Type == DirectMessageChannel);
        return interaction.ChannelId is { } channel
            ? new Chat(Platform.Discord, Text(channel), isPrivate || string.IsNullOrEmpty(interaction.Channel?.Name) ? null : interaction.Channel.Name, isPrivate)
            : null;
    }

    public static DiscordReply ReplyTo(Interaction interaction, DateTimeOffset receivedAt, bool isEphemeral)
        => new(interaction.ApplicationId, interaction.Token, receivedAt + TokenLife, interaction.ChannelId, (interaction.Member?.User ?? interaction.User)?.Id, isEphemeral);

    /// <summary>Names the delivery for ever, whichever way and however often it comes.</summary>
    public static string KeyOf(Interaction interaction) => $"discord:{Text(interaction.ApplicationId)}:{Text(interaction.Id)}";

    private static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);
}
