using System.Text.Json;

namespace Flash.Inference.Models;

/// <summary><c>unet/config.json</c>.</summary>
internal sealed record UNetConfig
{
    /// <summary>Channels of what goes in: the latents' own, and five more in a model made for inpainting.</summary>
    public int InChannels { get; init; } = 4;

    /// <summary>Channels of what it returns; null for as many as go in.</summary>
    public int? OutChannels { get; init; }

    /// <summary>Width of the prompt embeds.</summary>
    public int? CrossAttentionDim { get; init; }

    /// <summary>Latent consistency: width of the embedded guidance.</summary>
    public int? TimeCondProjDim { get; init; }

    /// <summary>Side of the latents that the model was trained at.</summary>
    public int SampleSize { get; init; } = 64;

    /// <summary>One per level; each but the last halves the latents. Exports of Stable Diffusion always say; where it
    /// is missing, one halving is assumed.</summary>
    public IReadOnlyList<int>? BlockOutChannels { get; init; }

    /// <summary>One per level, such as CrossAttnDownBlock2D; null where the export does not say.</summary>
    public IReadOnlyList<string>? DownBlockTypes { get; init; }

    /// <summary>Heads of each level's attention, in spite of its name: a number, or one per level.</summary>
    public JsonElement? AttentionHeadDim { get; init; }

    /// <summary>Heads of a level's attention; 0 where it has none.</summary>
    public int Heads(int level) =>
        DownBlockTypes is { } types && level < types.Count && types[level].Contains("Attn", StringComparison.Ordinal)
            ? AttentionHeadDim switch
            {
                { ValueKind: JsonValueKind.Number } one => one.GetInt32(),
                { ValueKind: JsonValueKind.Array } each when level < each.GetArrayLength() => each[level].GetInt32(),
                _ => 8,
            }
            : 0;

    /// <summary>Side of the pictures that the model was made for, pixels.</summary>
    public int DefaultEdge(VaeConfig vae) => SampleSize * vae.ScaleFactor;

    /// <summary>What sides of pictures are multiples of, pixels.</summary>
    public int SizeMultiple(VaeConfig vae) => vae.ScaleFactor << Math.Max(0, (BlockOutChannels?.Count ?? 2) - 1);
}

/// <summary><c>vae_decoder/config.json</c>.</summary>
internal sealed record VaeConfig
{
    /// <summary>Latents are divided by this before decoding.</summary>
    public float ScalingFactor { get; init; } = 0.18215f;

    /// <summary>Added to latents before decoding, after the division.</summary>
    public float? ShiftFactor { get; init; }

    /// <summary>One per level; each but the first doubles the picture.</summary>
    public IReadOnlyList<int>? BlockOutChannels { get; init; }

    public int LatentChannels { get; init; } = 4;

    /// <summary>Pixels per latent along each side.</summary>
    public int ScaleFactor => 1 << ((BlockOutChannels?.Count ?? 4) - 1);
}

/// <summary><c>text_encoder/config.json</c>.</summary>
internal sealed record TextEncoderConfig
{
    /// <summary>Width of an embedding.</summary>
    public int? HiddenSize { get; init; }

    /// <summary>The same of T5.</summary>
    public int? DModel { get; init; }

    /// <summary>Width of the projected summary of a text.</summary>
    public int? ProjectionDim { get; init; }
}

/// <summary><c>tokenizer/tokenizer_config.json</c>.</summary>
internal sealed record TokenizerConfig
{
    /// <summary>Tokens that the encoder sees, start and end included. Some exports hold a huge number that stands for
    /// "no limit".</summary>
    public double ModelMaxLength { get; init; } = 77;
}
