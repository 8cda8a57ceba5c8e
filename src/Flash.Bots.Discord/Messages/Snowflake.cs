namespace Flash.Bots.Discord.Messages;

/// <summary>Discord's ids hold the time they were given out.</summary>
internal static class Snowflake
{
    /// <summary>2015, in milliseconds since 1970.</summary>
    private const long DiscordEpoch = 1_420_070_400_000;

    public static DateTimeOffset CreatedAt(ulong id) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)(id >> 22) + DiscordEpoch);
}
