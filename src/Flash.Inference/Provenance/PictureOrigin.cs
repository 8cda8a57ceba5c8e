namespace Flash.Inference.Provenance;

/// <summary>Where a picture comes from, as its file says it.</summary>
/// <param name="Id">Of the generation.</param>
/// <param name="PictureIndex">Number of the picture in it, from 1; 0 for several in one file.</param>
public sealed record PictureOrigin(Guid Id, int PictureIndex)
{
    /// <summary>Whether a person's picture went into it. Files say "composite with trained algorithmic media"
    /// then.</summary>
    public bool StartsFromGivenPicture { get; init; }

    /// <summary>How it was made, the prompt among it; null to keep that out of the file.</summary>
    public GenerationParameters? Parameters { get; init; }
}
