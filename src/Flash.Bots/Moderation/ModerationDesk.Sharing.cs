using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;

namespace Flash.Bots.Moderation;

/// <summary>Several moderators at one queue.</summary>
public sealed partial class ModerationDesk
{
    private static readonly NamedSql Claim = NamedSql.Load("moderation/claim");
    private static readonly NamedSql Note = NamedSql.Load("moderation/note");

    /// <summary>After so long a claim is anyone's again.</summary>
    public static readonly TimeSpan ClaimLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Longest note, in characters; the rest is cut off.</summary>
    public const int MaxNote = 500;

    /// <summary>Says that a moderator looks at a case, or no longer does. False when another one does. A claim keeps
    /// no one from deciding: it tells the others.</summary>
    public Task<bool> ClaimAsync(GenerationId id, Moderator by, CancellationToken cancellationToken) =>
        ActAsync(Claim, by, new { id, Lifetime = ClaimLifetime }, cancellationToken);

    /// <summary>Writes a note for the other moderators. False when there is no such generation, or it says
    /// nothing.</summary>
    public Task<bool> NoteAsync(GenerationId id, string note, Moderator by, CancellationToken cancellationToken) =>
        PlainText.Shorten(PlainText.Clean(note).Trim(), MaxNote) is { Length: > 0 } words
            ? ActAsync(Note, by, new { id, Note = words }, cancellationToken)
            : Task.FromResult(false);
}
