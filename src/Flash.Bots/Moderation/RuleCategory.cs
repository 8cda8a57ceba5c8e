namespace Flash.Bots.Moderation;

/// <summary>What a rule is about, where Flash has to know. Stored by name, in lower case.</summary>
public enum RuleCategory
{
    /// <summary>Sexual content with minors: always blocked, and preserved for a report.</summary>
    Minors,

    /// <summary>Sexual content with adults.</summary>
    Sexual,

    /// <summary>Cruelty and mutilation.</summary>
    Gore,

    /// <summary>People who exist.</summary>
    RealPeople,
}
