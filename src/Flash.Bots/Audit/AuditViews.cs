namespace Flash.Bots.Audit;

/// <summary>Entries that say that a moderator looked at something. There are more of them than of everything else
/// together, so lists leave them out unless someone asks.</summary>
public static class AuditViews
{
    public static string[] All { get; } =
    [
        "evidence.listed",
        "moderation.feed_opened",
        "moderation.log_read",
        "moderation.people_listed",
        "moderation.person_viewed",
        "moderation.picture_viewed",
        "moderation.queue_viewed",
        "moderation.review_opened",
        "moderation.rule_viewed",
        "moderation.rules_listed",
        "moderation.searched",
        "moderation.sessions_listed",
        "moderation.statistics_viewed",
        "moderation.team_listed",
        "moderation.viewed",
    ];
}
