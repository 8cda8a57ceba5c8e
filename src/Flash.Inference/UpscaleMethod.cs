namespace Flash.Inference;

/// <summary>How a picture was enlarged.</summary>
public enum UpscaleMethod
{
    /// <summary>Scaled by Lanczos' kernel; nothing was added.</summary>
    Resampled,

    /// <summary>Scaled by Lanczos' kernel, then redrawn in overlapping tiles by the diffusion model at low
    /// strength.</summary>
    Redrawn,

    /// <summary>By the super-resolution model in the folder's <c>upscaler</c>.</summary>
    SuperResolution,
}
