using Flash.Bots.Generations;

namespace Flash.Bots.Preferences;

/// <summary>The first of two pictures that a person wants blended, until the second one comes.</summary>
/// <param name="Picture">It.</param>
/// <param name="By">The network's id of the person.</param>
/// <param name="Since">When it came.</param>
public sealed record WaitingBlend(StartPicture Picture, string By, DateTimeOffset Since)
{
    /// <summary>The words that came with it.</summary>
    public string Words { get; init; } = "";

    /// <summary>The generation that it is a picture of, and which; null for a picture that the person sent.</summary>
    public GenerationId? Parent { get; init; }

    /// <summary>As <see cref="Conversations.IncomingMessage.Album"/>: the rest of the album is the second
    /// picture.</summary>
    public string? Album { get; init; }
}
