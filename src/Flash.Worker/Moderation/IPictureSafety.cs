using Flash.Inference;

namespace Flash.Worker.Moderation;

/// <summary>Looks at what any model of this worker draws, before anyone sees it: results, previews, and sketches of
/// what is being typed; and at pictures that people send. Registered ones are asked one after the other, beside the
/// checker that a model brings itself.</summary>
public interface IPictureSafety
{
    /// <summary>Looks at one picture.</summary>
    /// <param name="picture">As it was drawn or sent, or a preview.</param>
    /// <param name="cancellationToken">Stops it.</param>
    PictureOpinion Look(RgbImage picture, CancellationToken cancellationToken);
}

/// <summary>What one checker says of a picture.</summary>
/// <param name="IsUnsafe">It must not be shown without a moderator's word.</param>
/// <param name="Scores">Share of each of its classes, 0 to 1.</param>
public sealed record PictureOpinion(bool IsUnsafe, IReadOnlyDictionary<string, double> Scores);
