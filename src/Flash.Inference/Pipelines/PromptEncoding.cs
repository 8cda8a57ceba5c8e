using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

/// <summary>The first phase of every pipeline: words to embeds.</summary>
internal static class PromptEncoding
{
    public static (PromptEmbeds Prompt, PromptEmbeds? Negative) Encode(DiffusionModel model, GenerationPlan plan, RunControl control) =>
    (
        model.TextEncoder.Encode(model.Tokenizer.Encode(plan.Request.Prompt), control),
        plan.UsesGuidance ? model.TextEncoder.Encode(model.Tokenizer.Encode(plan.Request.NegativePrompt), control) : null
    );
}
