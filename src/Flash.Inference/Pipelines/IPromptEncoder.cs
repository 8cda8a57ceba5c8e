using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

/// <summary>Words to what a denoiser attends to. Thread safe.</summary>
internal interface IPromptEncoder
{
    /// <summary>D, the width of a prompt embed.</summary>
    int Width { get; }

    /// <summary>Tokens of a text, start and end not counted.</summary>
    int CountTokens(string text);

    /// <summary>Embeds of a prompt and, when guidance needs them, of a negative prompt, with the same number of
    /// tokens.</summary>
    (PromptEmbeds Prompt, PromptEmbeds? Negative) Encode(string prompt, string? negative, RunControl control);
}
