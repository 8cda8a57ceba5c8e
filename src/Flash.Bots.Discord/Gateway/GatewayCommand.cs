using System.Text.Json.Serialization;

namespace Flash.Bots.Discord.Gateway;

/// <summary>A payload that Flash sends.</summary>
internal sealed record GatewayCommand(int Op, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? D)
{
    public static GatewayCommand Heartbeat(int? sequence) => new(GatewayOp.Heartbeat, sequence);

    /// <summary>What people write to the bot alone. Not privileged; commands and buttons arrive without any
    /// intent.</summary>
    public const int DirectMessages = 1 << 12;

    public static GatewayCommand Identify(string token, int shard, int shards) =>
        new(
            GatewayOp.Identify,
            new IdentifyData(token, DirectMessages, new("linux", "flash", "flash"), [shard, shards])
        );

    public static GatewayCommand Resume(string token, GatewaySession session) =>
        new(GatewayOp.Resume, new ResumeData(token, session.Id, session.Sequence));

    private sealed record IdentifyData(string Token, int Intents, IdentifyProperties Properties, int[] Shard);

    private sealed record IdentifyProperties(string Os, string Browser, string Device);

    private sealed record ResumeData(string Token, string SessionId, int Seq);
}

internal static class GatewayOp
{
    public const int Dispatch = 0;
    public const int Heartbeat = 1;
    public const int Identify = 2;
    public const int Resume = 6;
    public const int Reconnect = 7;
    public const int InvalidSession = 9;
    public const int Hello = 10;
    public const int HeartbeatAck = 11;
}
