using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Api;

/// <summary>One call of the REST API.</summary>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Route">The path with placeholders, as the documentation writes it: names the rate limit and is safe to
/// log.</param>
/// <param name="Path">The path itself. May hold an interaction token: never logged, never in an exception.</param>
internal sealed record DiscordRequest(HttpMethod Method, string Route, string Path)
{
    /// <summary>The top-level resource that rate limits are counted by: a channel, or an application with an
    /// interaction token.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Sent as JSON, or as <c>payload_json</c> beside <see cref="Files"/>.</summary>
    public object? Body { get; init; }

    /// <summary>Sent as <c>files[0]</c>, <c>files[1]</c> …</summary>
    public IReadOnlyList<EncodedMedia> Files { get; init; } = [];

    /// <summary>
    /// Whether the path's interaction token speaks for itself: no bot token is sent, and the request does not count
    /// against the
    /// 50 a second that the bot may make.
    /// </summary>
    public bool IsInteraction { get; init; }

    /// <summary>Whether it may be sent again when no one knows if the first one was carried out.</summary>
    public bool IsRepeatable { get; init; } = Method != HttpMethod.Post;

    /// <summary>Names the call without its secrets.</summary>
    public override string ToString() => $"{Method} {Route}";
}
