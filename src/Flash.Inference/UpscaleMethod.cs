namespace Flash.Inference;

/// <summary>How a picture was enlarged.</summary>
public enum UpscaleMethod
{
    /// <summary>Scaled by Lanczos' kernel; nothing was added.</summary>
    Resampled,

    /// <summary>Scaled by Lanczos' kernel, then redrawn in overlapping tiles by the diffusion model at low
    /// strength.</summary>
    Redrawn,

    /// <summary>By a super-resolution network, the model's own or the host's.</summary>
    SuperResolution,
}
