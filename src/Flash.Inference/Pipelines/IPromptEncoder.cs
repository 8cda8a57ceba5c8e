using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

/// <summary>Words to what a denoiser attends to. Thread safe.</summary>
internal interface IPromptEncoder
{
    /// <summary>D, the width of a prompt embed.</summary>
    int Width { get; }

    /// <summary>Tokens of a text, start and end not counted.</summary>
    int CountTokens(string text);

    /// <summary>Embeds of prompts, in their order, and, when guidance needs them, of a negative prompt, all with the
    /// same number of tokens. The same text has the same embeds.</summary>
    /// <param name="prompts">At least one.</param>
    /// <param name="negative">Null for none.</param>
    /// <param name="control">Stops the encoders.</param>
    EncodedPrompts Encode(IReadOnlyList<string> prompts, string? negative, RunControl control);
}
