using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

/// <summary>The first phase of every pipeline: words to embeds.</summary>
internal static class PromptEncoding
{
    /// <param name="model">Whose encoders run.</param>
    /// <param name="plan">The words.</param>
    /// <param name="first">Number of the first picture, 1-based.</param>
    /// <param name="count">How many pictures.</param>
    /// <param name="control">Stops the encoders.</param>
    public static EncodedPrompts Encode(
        DiffusionModel model,
        GenerationPlan plan,
        int first,
        int count,
        RunControl control
    ) =>
        model.Prompts.Encode(
            [
                .. Enumerable
                    .Range(first, count)
                    .Select(plan.Request.PromptOf)
                    .Select(text => model.Conditioner?.Said(text, plan.Request) ?? text),
            ],
            plan.UsesGuidance ? plan.Request.NegativePrompt : null,
            control
        );
}
