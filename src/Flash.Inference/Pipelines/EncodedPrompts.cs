using Flash.Inference.Models;

namespace Flash.Inference.Pipelines;

/// <summary>What each picture of a generation is drawn from, in words that were encoded.</summary>
/// <param name="Pictures">One for each picture, in order; all with the same number of tokens.</param>
/// <param name="Negative">Under guidance: of the negative prompt, for all of them; else null.</param>
internal sealed record EncodedPrompts(IReadOnlyList<PromptEmbeds> Pictures, PromptEmbeds? Negative)
{
    /// <summary>Those of some pictures.</summary>
    public EncodedPrompts Of(int first, int count) => this with { Pictures = [.. Pictures.Skip(first).Take(count)] };

    /// <summary>The first picture's, for <paramref name="count"/> pictures.</summary>
    public EncodedPrompts Repeat(int count) => this with { Pictures = [.. Enumerable.Repeat(Pictures[0], count)] };
}
