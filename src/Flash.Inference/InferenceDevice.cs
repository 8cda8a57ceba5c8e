namespace Flash.Inference;

/// <summary>Where the model runs.</summary>
public enum InferenceDevice
{
    /// <summary>CUDA when this build has it and it loads, else the CPU.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU; an error when it cannot be used. Needs a build with <c>-p:Gpu=true</c>.</summary>
    Cuda,
}
