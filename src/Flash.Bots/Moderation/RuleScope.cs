namespace Flash.Bots.Moderation;

/// <summary>Where a rule looks. Stored by name, in lower case.</summary>
public enum RuleScope
{
    /// <summary>At what is to be drawn and at what is to be left out.</summary>
    Everything,

    /// <summary>At what is to be drawn only: what is left out is not shown.</summary>
    Prompt,
}
