using System.Globalization;
using Flash.Bots.Data;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Moderation.Cards;

/// <summary>A chat in which moderators are told.</summary>
/// <param name="Platform">Its network.</param>
/// <param name="Place">The network's id of it.</param>
/// <param name="Address">Where cards go.</param>
public sealed record ModeratorChat(Platform Platform, string Place, ReplyAddress Address);

/// <summary>The moderators' chats that are configured, at most one on each network.</summary>
public sealed class ModeratorChats(IDbContextFactory<FlashDb> databases, IOptions<ModerationOptions> options)
{
    public IReadOnlyList<ModeratorChat> All { get; } = [.. Read(options.Value)];

    /// <summary>The language that was set for the chat with <c>/settings chat</c>; null for English.</summary>
    public async Task<string?> LanguageAsync(ModeratorChat chat, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var settings = await db
            .Chats.Where(row => row.Platform == chat.Platform && row.ExternalId == chat.Place)
            .Select(row => row.Settings)
            .FirstOrDefaultAsync(cancellationToken);
        return settings is null ? null : FlashJson.Read<Preference>(settings).Language;
    }

    private static IEnumerable<ModeratorChat> Read(ModerationOptions options)
    {
        if (options.Telegram.ChatId is { } chat)
        {
            yield return new(
                Platform.Telegram,
                chat.ToString(CultureInfo.InvariantCulture),
                new TelegramReply(chat, options.Telegram.ThreadId, IsGroup: chat < 0)
            );
        }

        if (options.Discord.ChannelId is { } channel)
        {
            yield return new(
                Platform.Discord,
                channel.ToString(CultureInfo.InvariantCulture),
                new DiscordReply(0, "", DateTimeOffset.MinValue, channel)
            );
        }
    }
}
