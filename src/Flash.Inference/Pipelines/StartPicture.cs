namespace Flash.Inference.Pipelines;

/// <summary>What a generation that does not begin with nothing begins with.</summary>
/// <param name="Latents">[C, h, w] of the picture, as the sampler sees them.</param>
internal sealed record StartPicture(float[] Latents)
{
    /// <summary>[h, w]: 1 where the picture is redrawn, 0 where it stays; null when all of it is redrawn.</summary>
    public float[]? Mask { get; init; }

    /// <summary>[1 + C, h, w] for a UNet made for inpainting: the mask, and the latents of the picture with what is to
    /// be redrawn made grey. Null for others.</summary>
    public float[]? Extra { get; init; }

    /// <summary>Puts what stays back, pixel by pixel; null without a mask.</summary>
    public Imaging.MaskedPaste? Paste { get; init; }
}
