using Flash.Bots.Replies;

namespace Flash.Bots.Generations;

/// <summary>
/// Draws what somebody is still typing: one picture, at once, never stored and never queued. A process has one when it also has the worker
/// role; the interface keeps models away from those that only talk to people.
/// </summary>
public interface ISketcher
{
    /// <summary>Draws the first picture of <paramref name="recipe"/> as it stands. Cancelled as soon as the next letter makes it worthless.</summary>
    Task<EncodedMedia> SketchAsync(Recipe recipe, CancellationToken cancellationToken);
}
