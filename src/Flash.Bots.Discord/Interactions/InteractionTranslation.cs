using System.Globalization;
using Flash.Bots.Conversations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Frees an interaction from its network: person, chat, address of the answer.</summary>
internal static class InteractionTranslation
{
    private const int Server = 0;
    private const ulong Administrator = 1UL << 3;
    private const ulong ManageChannels = 1UL << 4;
    private const ulong ManageServer = 1UL << 5;
    private const ulong ManageMessages = 1UL << 13;
    private const int BotDirectMessages = 1;
    private const int DirectMessageChannel = 1;
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);

    /// <summary>Who acted; null when Discord does not say, and then nothing can be done for them.</summary>
    public static Person? PersonOf(Interaction interaction) =>
        (interaction.Member?.User ?? interaction.User) is { } user
            ? new Person(Platform.Discord, Text(user.Id), user.GlobalName ?? user.Username ?? "", interaction.Locale)
            : null;

    /// <summary>Where; null when Discord does not say.</summary>
    public static Chat? ChatOf(Interaction interaction)
    {
        var isPrivate =
            interaction.Context == BotDirectMessages
            || (interaction.Context is null && interaction.Channel?.Type == DirectMessageChannel);
        return interaction.ChannelId is { } channel
            ? new Chat(
                Platform.Discord,
                Text(channel),
                isPrivate || string.IsNullOrEmpty(interaction.Channel?.Name) ? null : interaction.Channel.Name,
                isPrivate
            )
            {
                IsAgeRestricted = interaction.Channel?.Nsfw == true,
                ServerId = interaction.GuildId is { } server ? Text(server) : null,
                ParentId = interaction.Channel?.ParentId is { } parent ? Text(parent) : null,
            }
            : null;
    }

    /// <summary>Whether the person may change what holds for the whole channel: manages the server or the
    /// channel.</summary>
    public static bool MayManage(Interaction interaction) =>
        interaction.Member is not { } member
            ? interaction.Context != Server
            : May(member, Administrator | ManageChannels | ManageServer);

    /// <summary>Whether the person may change what holds for the whole server.</summary>
    public static bool MayManageServer(Interaction interaction) =>
        interaction.Member is { } member && May(member, Administrator | ManageServer);

    /// <summary>Whether the person may do away with what others post in the channel.</summary>
    public static bool MayManageMessages(Interaction interaction) =>
        interaction.Member is { } member && May(member, Administrator | ManageMessages);

    private static bool May(InteractionMember member, ulong what) =>
        ulong.TryParse(member.Permissions, NumberStyles.None, CultureInfo.InvariantCulture, out var may)
        && (may & what) != 0;

    public static DiscordReply ReplyTo(Interaction interaction, DateTimeOffset receivedAt, bool isEphemeral) =>
        new(
            interaction.ApplicationId,
            interaction.Token,
            receivedAt + TokenLife,
            interaction.ChannelId,
            (interaction.Member?.User ?? interaction.User)?.Id,
            isEphemeral,
            interaction.AttachmentSizeLimit is > 0 and var limit ? limit : null
        )
        {
            IsAgeRestricted = interaction.Channel?.Nsfw == true,
        };

    /// <summary>Names the delivery for ever, whichever way and however often it comes.</summary>
    public static string KeyOf(Interaction interaction) =>
        $"discord:{Text(interaction.ApplicationId)}:{Text(interaction.Id)}";

    private static string Text(ulong id) => id.ToString(CultureInfo.InvariantCulture);
}
