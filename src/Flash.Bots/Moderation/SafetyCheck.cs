namespace Flash.Bots.Moderation;

/// <summary>Whose pictures the safety checker looks at.</summary>
public enum SafetyCheck
{
    /// <summary>Those of any model but flash-mini, and, as soon as one is used, those that people send.</summary>
    OtherModels,

    /// <summary>All.</summary>
    Always,

    /// <summary>None.</summary>
    Never,
}
