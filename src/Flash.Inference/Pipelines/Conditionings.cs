using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

/// <summary>What a denoiser hears beside the latents of some frames.</summary>
internal static class Conditionings
{
    /// <param name="model">Whose conditioner is asked.</param>
    /// <param name="plan">Sizes, and the picture to start from.</param>
    /// <param name="first">Number of the first frame's picture, whose words it has.</param>
    /// <param name="frames">Frames.</param>
    /// <param name="together">Whether all of them are moments of one picture; else each is the next picture.</param>
    /// <param name="control">Stops the encoder.</param>
    /// <returns>One for each frame, null for zeros; empty where the model has no conditioner.</returns>
    public static Conditioning?[] Of(
        DiffusionModel model,
        GenerationPlan plan,
        int first,
        ReadOnlySpan<Frame> frames,
        bool together,
        RunControl control
    )
    {
        if (model.Conditioner is not { } conditioner)
        {
            return [];
        }

        var heard = new Conditioning?[frames.Length];
        for (var i = 0; i < frames.Length; i++)
        {
            var words = plan.Request.PromptOf(together ? first : first + i);
            heard[i] = conditioner.Of(words, frames[i], plan, () => model.VaeEncoder, control);
        }

        return heard;
    }
}
