namespace Flash.Inference.Safety;

/// <summary>Says of pictures how much each resembles some classes; what follows from that is for others to
/// decide.</summary>
/// <remarks>Thread safe.</remarks>
public interface IPictureClassifier
{
    /// <summary>Its classes, such as <c>Drawing</c>, <c>Hentai</c>, <c>Neutral</c>, <c>Porn</c>,
    /// <c>Sexy</c>.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>Looks at pictures of any size, one after the other; some ten milliseconds each on a CPU.</summary>
    /// <param name="pictures">Drawn ones, or ones that people sent.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>For each picture the share of every class of <see cref="Classes"/>, 0 to 1, all of them together
    /// 1.</returns>
    /// <exception cref="InferenceException">The network failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    IReadOnlyList<PictureScores> Classify(IReadOnlyList<RgbImage> pictures, CancellationToken cancellationToken);
}
