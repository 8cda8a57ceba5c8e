using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

/// <summary>The first phase of every pipeline: words to embeds.</summary>
internal static class PromptEncoding
{
    public static (PromptEmbeds Prompt, PromptEmbeds? Negative) Encode(
        DiffusionModel model,
        GenerationPlan plan,
        RunControl control
    ) => model.Prompts.Encode(plan.Request.Prompt, plan.UsesGuidance ? plan.Request.NegativePrompt : null, control);
}
