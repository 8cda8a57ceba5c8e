using Flash.Bots.Replies;

namespace Flash.Bots.Generations;

/// <summary>
/// Draws what someone is still typing: at once, never queued, and gone in minutes. A process has one when it also has
/// the worker role; the interface keeps models away from those that only talk to people.
/// </summary>
public interface ISketcher
{
    /// <summary>Draws the pictures of <paramref name="recipe"/> as it stands, as JPEG. Cancelled as soon as the next
    /// letter makes them worthless.</summary>
    /// <returns>Nothing, when what was drawn may not be shown.</returns>
    Task<IReadOnlyList<EncodedMedia>> SketchAsync(Recipe recipe, CancellationToken cancellationToken);
}
