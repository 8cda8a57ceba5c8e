namespace Flash.Inference;

/// <summary>A file that someone sent as a picture and that cannot be taken for one.</summary>
/// <param name="problem">Why.</param>
/// <param name="message">What was found and what is taken; for operators.</param>
/// <param name="innerException">What the reader said.</param>
public sealed class PictureException(PictureProblem problem, string message, Exception? innerException = null)
    : ArgumentException(message, innerException)
{
    /// <summary>Why.</summary>
    public PictureProblem Problem { get; } = problem;
}

/// <summary>Why a file is not taken as a picture.</summary>
public enum PictureProblem
{
    /// <summary>By its first bytes it is none of the kinds that are read.</summary>
    NotAPicture,

    /// <summary>HEIC, as iPhones send it as a file; this machine's libvips cannot read it.</summary>
    Heic,

    /// <summary>Damaged or incomplete.</summary>
    Damaged,

    /// <summary>The file has too many bytes, or the picture too many pixels.</summary>
    TooLarge,

    /// <summary>The picture has too few pixels.</summary>
    TooSmall,
}
