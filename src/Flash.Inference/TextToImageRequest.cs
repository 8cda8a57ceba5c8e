using Flash.Inference.Schedulers;

namespace Flash.Inference;

/// <summary>One call's input: what to draw and how.</summary>
public sealed record TextToImageRequest
{
    /// <summary>Largest number of pictures in one request.</summary>
    public const int MaxCount = 8;

    /// <summary>Largest number of denoising steps.</summary>
    public const int MaxInferenceSteps = 150;

    /// <summary>Longest prompt, in tokens.</summary>
    public const int MaxPromptTokens = 131_072;

    /// <summary>What the pictures show, up to <see cref="MaxPromptTokens"/>. <c>(word:1.3)</c>, <c>((word))</c>
    /// and <c>[word]</c> weigh words; <c>\(</c> is a bracket.</summary>
    /// <remarks>Texts of more than 75 tokens are encoded in windows of 75 that are joined; of more than 1,200,
    /// neighbouring windows are averaged.</remarks>
    public required string Prompt { get; init; }

    /// <summary>Words of single pictures, by their numbers: the first of these are picture 1's, and so on. Pictures
    /// beyond them, and null, are drawn from <see cref="Prompt"/>.</summary>
    public IReadOnlyList<string?> PicturePrompts { get; init; } = [];

    /// <summary>What they do not show. Only read while guidance is on (<see cref="GuidanceScale"/> above
    /// 1).</summary>
    public string NegativePrompt { get; init; } = "";

    /// <summary>Number of pictures, 1 to 8. Default 4.</summary>
    public int Count { get; init; } = 4;

    /// <summary>The words of one picture.</summary>
    /// <param name="number">1-based, within the seed.</param>
    public string PromptOf(int number) => PicturePrompts.ElementAtOrDefault(number - 1) ?? Prompt;

    /// <summary>Number of the first picture, 1 to 8. Default 1. Pictures have numbers within their seed: with 4, and a
    /// <see cref="Count"/> of 1, the fourth of four is drawn alone.</summary>
    public int FirstPicture { get; init; } = 1;

    /// <summary>Where the noise starts. The same seed, model and request give the same bytes on the CPU
    /// provider.</summary>
    /// <remarks>Picture i has its own sub-seed made from this and i, so it is the same picture in every request,
    /// whatever <see cref="Count"/> is.</remarks>
    public required ulong Seed { get; init; }

    /// <summary>Denoising steps, 1 to 150; null for <see cref="DiffusionModel.DefaultInferenceSteps"/>.</summary>
    public int? InferenceSteps { get; init; }

    /// <summary>Weight of classifier-free guidance (Ho &amp; Salimans 2022), 0 to 30; 1 and below switch it off. Null
    /// for <see cref="DiffusionModel.DefaultGuidanceScale"/>.</summary>
    public float? GuidanceScale { get; init; }

    /// <summary>Pixels, a multiple of <see cref="DiffusionModel.SizeMultiple"/>; null for <see
    /// cref="DiffusionModel.DefaultWidth"/>.</summary>
    public int? Width { get; init; }

    /// <summary>Pixels, a multiple of <see cref="DiffusionModel.SizeMultiple"/>; null for <see
    /// cref="DiffusionModel.DefaultHeight"/>.</summary>
    public int? Height { get; init; }

    /// <summary>What to sample differently from what the model's files say; null for nothing.</summary>
    public SamplerOverrides? Sampler { get; init; }

    /// <summary>Moment of the motion, 0 up to but not including 1. Models without motion (<see
    /// cref="DiffusionModel.HasMotion"/>) ignore it.</summary>
    public float Phase { get; init; }

    /// <summary>A picture to start from instead of pure noise; scaled and cropped to the size asked for. Needs a model
    /// with a VAE encoder (<see cref="DiffusionModel.TakesPictures"/>).</summary>
    public RgbImage? InitImage { get; init; }

    /// <summary>A second picture that <see cref="InitImage"/> is mixed with, in latents, before anything is redrawn;
    /// scaled and cropped like it. Null for none.</summary>
    public RgbImage? BlendImage { get; init; }

    /// <summary>How much of the mixture is <see cref="BlendImage"/>, 0 to 1. Default 0.5. Ignored without
    /// it.</summary>
    public float BlendShare { get; init; } = 0.5f;

    /// <summary>As large as <see cref="InitImage"/>: light where it is redrawn, dark where it stays exactly as it is.
    /// Null to redraw all of it.</summary>
    public RgbImage? Mask { get; init; }

    /// <summary>What is redrawn goes on from what stays, as beyond the edges of a picture (<see cref="Outpainting"/>):
    /// its colours are moved until they meet at the border. False where something else stands in it. Ignored without a
    /// mask.</summary>
    public bool GoesOn { get; init; }

    /// <summary>How far the result may go from <see cref="InitImage"/>: above 0, where it stays, to 1, where only the
    /// prompt counts. Default 0.8. Ignored without a picture.</summary>
    /// <remarks>Noise is added up to this share of the training timesteps, and this share of the steps is taken,
    /// rounded up.</remarks>
    public float Strength { get; init; } = 0.8f;

    /// <summary>Whether to decode and announce the pictures after every step. Costs one decoding per step but the
    /// last.</summary>
    public bool Previews { get; init; } = true;
}
