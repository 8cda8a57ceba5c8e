namespace Flash.Bots.Moderation;

/// <summary>What a rule that is not in force would have caught.</summary>
/// <param name="Looked">How many prompts there were.</param>
/// <param name="Caught">The generations that it would have caught, the newest first.</param>
/// <param name="IsBroad">It catches nearly everything: more than half of what was asked for, or words that no one
/// minds. Who wants that says so twice.</param>
public sealed record RuleTrial(long Looked, IReadOnlyList<Guid> Caught, bool IsBroad)
{
    /// <summary>Fewer prompts say nothing about a share.</summary>
    private const int FewPrompts = 20;

    // Nothing that these have in common is worth a rule.
    private static readonly NormalizedPrompt[] Harmless =
    [
        .. ((string[])["a red boat on the sea", "snow", "7 green apples in a bowl"]).Select(NormalizedPrompt.Of),
    ];

    internal static RuleTrial Of(PromptRule rule, long looked, IReadOnlyList<Guid> caught) =>
        new(looked, caught, Harmless.All(rule.Matches) || (looked >= FewPrompts && caught.Count * 2 > looked));
}
