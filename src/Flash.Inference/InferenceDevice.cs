namespace Flash.Inference;

/// <summary>Where the model runs.</summary>
public enum InferenceDevice
{
    /// <summary>CUDA when this build has it and a small convolution ran on it, else the CPU.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU; an error when it cannot be used. Needs a build with <c>-p:Gpu=true</c>.</summary>
    Cuda,

    /// <summary>An NVIDIA GPU through TensorRT, which compiles each graph for it (minutes, once, and anew for each size
    /// of picture); what it cannot do, CUDA does. An error when its libraries are missing. Never chosen by <see
    /// cref="Auto"/>.</summary>
    TensorRT,
}
