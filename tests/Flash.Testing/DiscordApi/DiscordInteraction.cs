using System.Text.Json.Nodes;

namespace Flash.Testing.DiscordApi;

/// <summary>Something that a person did, and what became of it.</summary>
public sealed class DiscordInteraction
{
    public required ulong Id { get; init; }

    public required string Token { get; init; }

    /// <summary>2 command, 3 component, 4 autocomplete, 5 modal submit.</summary>
    public required int Type { get; init; }

    public required ulong ChannelId { get; init; }

    /// <summary>As the application receives it.</summary>
    public required JsonObject Payload { get; init; }

    /// <summary>When it happened; the first response is due soon after.</summary>
    public DateTimeOffset At { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>Set to true, the token is refused as after fifteen minutes.</summary>
    public bool IsExpired { get; set; }

    /// <summary>The application is installed to the person only: five follow-ups at most.</summary>
    public bool IsUserInstall { get; set; }

    /// <summary>The first response: type and data.</summary>
    public JsonObject? Response { get; set; }

    /// <summary>How long the first response took.</summary>
    public TimeSpan? ResponseTime { get; set; }

    /// <summary>The message that the first response made or deferred.</summary>
    public DiscordMessageRow? Original { get; set; }

    public int Followups { get; set; }
}
