namespace Flash.Bots.Moderation.Notices;

/// <summary>An entry of the audit log that moderators have to know of: someone got a way to act under a moderator's
/// name.</summary>
/// <param name="Sequence">Its position in the log's chain.</param>
/// <param name="Action">One of <see cref="ModeratorNotices.Actions"/>.</param>
/// <param name="By">Who did it.</param>
/// <param name="ModeratorId">The moderator whose name it is, <c>flash.moderators.id</c>.</param>
/// <param name="Moderator">What they are called now.</param>
/// <param name="Network">Where a person was linked, as the log says it; null for everything else.</param>
/// <param name="Person">The network's id of who was linked.</param>
/// <param name="Before">The id there of who was this moderator until then; null for no one.</param>
/// <param name="IsNew">They were no moderator before.</param>
public sealed record ModeratorNotice(
    long Sequence,
    string Action,
    string By,
    long ModeratorId,
    string Moderator,
    string? Network,
    string? Person,
    string? Before,
    bool IsNew
);

/// <summary>Who a moderator is on a network.</summary>
/// <param name="Id">The network's id of the person.</param>
/// <param name="Language">What they like to read; null when they never said.</param>
public sealed record NoticeReader(string Id, string? Language);
