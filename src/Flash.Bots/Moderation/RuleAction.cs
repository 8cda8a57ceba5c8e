namespace Flash.Bots.Moderation;

/// <summary>What a rule does with a prompt, from mild to strict. The strictest rule that matches decides.</summary>
public enum RuleAction
{
    /// <summary>Nothing: a chat's own rule with the same pattern as one for everywhere switches that one off
    /// there.</summary>
    Allow,

    /// <summary>It is drawn, and the moderators can find it.</summary>
    Flag,

    /// <summary>It waits until a moderator decides.</summary>
    Hold,

    /// <summary>It is not drawn.</summary>
    Block,
}
