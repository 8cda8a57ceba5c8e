namespace Flash.Inference;

/// <summary>One picture of an earlier request, to be set in motion.</summary>
public sealed record AnimationRequest
{
    /// <summary>Fewest and most frames of a loop.</summary>
    public const int MinFrames = 2,
        MaxFrames = 64;

    /// <summary>The request that made the picture. Its <see cref="TextToImageRequest.Phase"/> is where the loop
    /// begins.</summary>
    public required TextToImageRequest Still { get; init; }

    /// <summary>Which of its pictures, counted from 1.</summary>
    public required int PictureIndex { get; init; }

    /// <summary>Frames in the loop, 2 to 64. Default 16. The first frame is the picture itself.</summary>
    public int Frames { get; init; } = 16;

    /// <summary>How much of the scene's own motion the loop goes through, 0.1 to 4. Default 1: once. Below 1 it swings
    /// back and forth, above it goes through it several times. Only whole numbers above 1 lead back without a jolt;
    /// ignored by cameras.</summary>
    public double Extent { get; init; } = 1;

    /// <summary>How it moves. Default <see cref="AnimationMotion.Auto"/>.</summary>
    public AnimationMotion Motion { get; init; }
}
