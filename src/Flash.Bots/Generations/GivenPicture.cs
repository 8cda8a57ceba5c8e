using System.Text.Json.Serialization;
using Flash.Bots.Replies;

namespace Flash.Bots.Generations;

/// <summary>
/// Where a network keeps a picture that a person sent. Only this address is stored; a worker fetches the bytes when it
/// draws (<see cref="IMessenger.FetchAsync"/>) and drops them afterwards.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "platform")]
[JsonDerivedType(typeof(PlaygroundPicture), "playground")]
[JsonDerivedType(typeof(TelegramPicture), "telegram")]
[JsonDerivedType(typeof(DiscordPicture), "discord")]
public abstract record GivenPicture
{
    /// <summary>Largest file that is fetched, in bytes.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>The network that can fetch it.</summary>
    [JsonIgnore]
    public abstract Platform Platform { get; }
}

/// <summary>A picture of a message in the playground.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Position">Which of its pictures, 1-based.</param>
public sealed record PlaygroundPicture(long MessageId, int Position = 1) : GivenPicture
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Platform Platform => Platform.Playground;
}

/// <summary>A file on Telegram's servers.</summary>
/// <param name="FileId">Bot API <c>file_id</c>: good for this bot for ever.</param>
public sealed record TelegramPicture(string FileId) : GivenPicture
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Platform Platform => Platform.Telegram;
}

/// <summary>An attachment on Discord's servers.</summary>
/// <param name="Url">Signed by Discord and good for about a day.</param>
public sealed record DiscordPicture(string Url) : GivenPicture
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Platform Platform => Platform.Discord;

    /// <summary>Leaves the signed address out: records print themselves into logs.</summary>
    public override string ToString() => "DiscordPicture";
}
