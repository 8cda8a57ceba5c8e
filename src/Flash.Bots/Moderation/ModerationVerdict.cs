namespace Flash.Bots.Moderation;

/// <summary>What the rules say of a prompt.</summary>
/// <param name="Action">The strictest rule's.</param>
/// <param name="Rules">The rules that matched with that action.</param>
/// <param name="Note">What the person is told, if the first of them says.</param>
public sealed record ModerationVerdict(RuleAction Action, IReadOnlyList<long> Rules, string? Note)
{
    /// <summary>No rule has anything against it.</summary>
    public static ModerationVerdict Allowed { get; } = new(RuleAction.Allow, [], null);

    /// <summary>What the rules that matched are about.</summary>
    public IReadOnlyList<RuleCategory> Categories { get; init; } = [];

    /// <summary>Judges words in a chat. A chat's own rule replaces the one for everywhere with the same kind and
    /// pattern.</summary>
    public static ModerationVerdict Of(JudgedWords words, long? chatId, IReadOnlyList<PromptRule> rules)
    {
        if (rules.Count == 0)
        {
            return Allowed;
        }

        var matches = rules
            .Where(rule => rule.ChatId is null || rule.ChatId == chatId)
            .GroupBy(rule => (rule.Kind, rule.Pattern))
            .Select(same => same.FirstOrDefault(rule => rule.ChatId is not null) ?? same.First())
            .Where(rule => rule.Action != RuleAction.Allow && words.Match(rule))
            .ToList();
        if (matches.Count == 0)
        {
            return Allowed;
        }

        var strictest = matches.Max(rule => rule.Action);
        var deciding = matches.Where(rule => rule.Action == strictest).OrderBy(rule => rule.Id).ToList();
        return new ModerationVerdict(
            strictest,
            [.. deciding.Select(rule => rule.Id)],
            deciding.Select(rule => rule.Note).FirstOrDefault(note => note is not null)
        )
        {
            Categories = [.. matches.Select(rule => rule.Category).OfType<RuleCategory>().Distinct()],
        };
    }
}
