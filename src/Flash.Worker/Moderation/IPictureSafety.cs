using Flash.Inference;

namespace Flash.Worker.Moderation;

/// <summary>Looks at what any model of this worker draws, before anybody sees it: results, previews, and sketches of what
/// is being typed. Registered ones are asked one after the other, beside the checker that a model brings itself.</summary>
public interface IPictureSafety
{
    /// <summary>Whether a picture must not be shown without a moderator's word.</summary>
    /// <param name="picture">As it was drawn, or a preview of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    bool IsUnsafe(RgbImage picture, CancellationToken cancellationToken);
}
