using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation;

/// <summary>Quotas of one person or one chat, in place of the usual ones (<see cref="Quotas.QuotaOptions"/>).</summary>
public sealed partial class ModerationDesk
{
    private static readonly NamedSql SetUserQuota = NamedSql.Load("moderation/set_user_quota");
    private static readonly NamedSql SetChatQuota = NamedSql.Load("moderation/set_chat_quota");

    /// <summary>How many generations a person may ask for; 0 for no limit, null for the usual one.</summary>
    public Task SetUserQuotaAsync(
        Platform platform,
        string userId,
        int? perHour,
        int? perDay,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        ActAsync(
            SetUserQuota,
            by,
            new
            {
                platform,
                User = PlainText.Clean(userId),
                perHour,
                perDay,
            },
            cancellationToken
        );

    /// <summary>The same for everyone in a chat together. False when Flash does not know the chat.</summary>
    public Task<bool> SetChatQuotaAsync(
        Platform platform,
        string chatId,
        int? perHour,
        int? perDay,
        Moderator by,
        CancellationToken cancellationToken
    ) =>
        ActAsync(
            SetChatQuota,
            by,
            new
            {
                platform,
                Chat = PlainText.Clean(chatId),
                perHour,
                perDay,
            },
            cancellationToken
        );
}
