using Flash.Bots.Data;
using Flash.Bots.Replies;

namespace Flash.Bots.Moderation;

/// <summary>Prompt rules.</summary>
public sealed partial class ModerationDesk
{
    private static readonly NamedSql AddRule = NamedSql.Load("moderation/add_rule");
    private static readonly NamedSql CallFalse = NamedSql.Load("moderation/call_false");
    private static readonly NamedSql RemoveRule = NamedSql.Load("moderation/remove_rule");

    /// <summary>Puts a rule in force everywhere, or in one chat that Flash knows.</summary>
    /// <returns>The rule's id; null when there is no such chat.</returns>
    public Task<long?> AddRuleAsync(
        PromptRule rule,
        (Platform Platform, string Id)? chat,
        Moderator by,
        CancellationToken cancellationToken
    ) => AddRuleAsync(rule, chat, replaces: null, by, cancellationToken);

    /// <summary>The same in place of another rule, which ends in the same moment and stays in the history. What a rule
    /// is about, and for which models, stays with its successor.</summary>
    /// <returns>The rule's id; null when there is no such chat, or no rule to replace, or that one is about minors and
    /// stays.</returns>
    public async Task<long?> AddRuleAsync(
        PromptRule rule,
        (Platform Platform, string Id)? chat,
        long? replaces,
        Moderator by,
        CancellationToken cancellationToken
    )
    {
        var added = await AddRule.ReadAsync<long>(
            databases,
            new[]
            {
                by.Signature,
                new
                {
                    rule.Kind,
                    rule.Pattern,
                    rule.Action,
                    rule.Note,
                    ChatPlatform = chat?.Platform,
                    Chat = chat?.Id,
                    replaces,
                },
            },
            cancellationToken
        );
        return added is [var id] ? id : null;
    }

    /// <summary>Writes down that a rule caught what it should not have.</summary>
    /// <param name="rule">Its number.</param>
    /// <param name="entry">The entry of the log that tells of it.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    /// <returns>False when someone said so before.</returns>
    public Task<bool> CallFalseAsync(long rule, long entry, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(CallFalse, by, new { rule, entry }, cancellationToken);

    /// <summary>False when no such rule is in force, or it is about minors: that one stays.</summary>
    public Task<bool> RemoveRuleAsync(long id, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(RemoveRule, by, new { id }, cancellationToken);
}
