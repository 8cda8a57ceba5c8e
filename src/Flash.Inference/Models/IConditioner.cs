using Flash.Inference.Pipelines;

namespace Flash.Inference.Models;

/// <summary>Fills the channels that a UNet hears beyond its latents, frame by frame: what inpainting does with a mask,
/// for any other picture beside the noise.</summary>
/// <remarks>Thread safe. What it answers depends on its arguments alone, so that a picture is its recipe.</remarks>
internal interface IConditioner
{
    /// <summary>Channels that it fills.</summary>
    int Channels { get; }

    /// <summary>The words that the text encoder reads instead of a prompt; most often the prompt itself.</summary>
    string Said(string prompt, TextToImageRequest request);

    /// <summary>What is to be heard beside one frame; null for zeros.</summary>
    /// <param name="prompt">The frame's words, as they were given.</param>
    /// <param name="frame">Its seed and its moment of the motion.</param>
    /// <param name="plan">Its size, and the picture that it starts from.</param>
    /// <param name="encoder">Pixels to latents, loaded when first asked for.</param>
    /// <param name="control">Stops the encoder.</param>
    Conditioning? Of(string prompt, Frame frame, GenerationPlan plan, Func<VaeEncoder> encoder, RunControl control);
}

/// <summary>What stands beside the latents of one frame.</summary>
/// <param name="Channels">[K, h, w], as the UNet's <c>sample</c> has them after the latents.</param>
/// <param name="Seen">[4, H, W] for a decoder that sees it too: colours in [-1, 1], zero where it is empty, and
/// opacity.</param>
internal sealed record Conditioning(float[] Channels, float[] Seen);
