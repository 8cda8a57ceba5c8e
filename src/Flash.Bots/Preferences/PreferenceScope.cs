namespace Flash.Bots.Preferences;

/// <summary>Whose settings.</summary>
public enum PreferenceScope
{
    /// <summary>The person's own, wherever they ask.</summary>
    User,

    /// <summary>Everyone's in one chat.</summary>
    Chat,
}
