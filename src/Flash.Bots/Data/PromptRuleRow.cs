using Flash.Bots.Moderation;

namespace Flash.Bots.Data;

/// <summary>A row of <c>flash.prompt_rules</c>: see <see cref="PromptRule"/>.</summary>
public sealed class PromptRuleRow
{
    public long Id { get; set; }

    public RuleKind Kind { get; set; }

    public required string Pattern { get; set; }

    public RuleAction Action { get; set; }

    /// <summary>What the person is told; null for the usual words.</summary>
    public string? Note { get; set; }

    /// <summary>The chat it holds in; null for everywhere.</summary>
    public long? ChatId { get; set; }

    public Chat? Chat { get; set; }

    /// <summary>Where it looks.</summary>
    public RuleScope Scope { get; set; }

    /// <summary>What it is about, where Flash has to know.</summary>
    public RuleCategory? Category { get; set; }

    /// <summary>It says nothing of flash-mini.</summary>
    public bool OnlyRealModels { get; set; }

    /// <summary>The rule that this one was edited from.</summary>
    public long? Replaces { get; set; }

    public required string CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null while the rule is in force.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}
