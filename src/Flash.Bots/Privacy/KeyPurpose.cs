namespace Flash.Bots.Privacy;

/// <summary>What a person's key is for. Stored by name, in lower case.</summary>
public enum KeyPurpose
{
    /// <summary>Names and prompts in the audit log; let go of when prompts are.</summary>
    Log,

    /// <summary>Thumbnails; let go of when pictures are.</summary>
    Pictures,
}
