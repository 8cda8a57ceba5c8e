namespace Flash.Bots.Replies;

/// <summary>The chat networks Flash speaks to. Stored by name, in lower case.</summary>
public enum Platform
{
    /// <summary>The chat in the browser that ships with Flash.</summary>
    Playground,

    /// <summary>Telegram, over the Bot API.</summary>
    Telegram,

    /// <summary>Discord, over interactions and REST.</summary>
    Discord,
}
