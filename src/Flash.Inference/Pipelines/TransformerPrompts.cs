using Flash.Inference.Models;
using Flash.Inference.Text;

namespace Flash.Inference.Pipelines;

/// <summary>Words to embeds for Stable Diffusion 3 and FLUX.1.</summary>
/// <remarks>
/// Stable Diffusion 3: the embeds of both CLIP encoders side by side, filled up to T5's width, and T5's after them; the
/// summary is both CLIP encoders'. FLUX.1: T5's embeds, and CLIP's summary. CLIP reads the first 75 tokens, T5 as many
/// as the model was trained with; what is longer is cut off, and attention weights are read but not applied, as where
/// these models come from. Thread safe.
/// </remarks>
internal sealed class TransformerPrompts : IPromptEncoder
{
    private const long CacheBytes = 64L << 20;

    private readonly IReadOnlyList<(ClipTokenizer Tokenizer, TextEncoder Encoder)> _clips;
    private readonly (T5Tokenizer Tokenizer, TextEncoder Encoder)? _t5;
    private readonly bool _withClipEmbeds;
    private readonly int _t5Tokens;
    private readonly EmbedsCache _cache = new(CacheBytes);

    /// <param name="clips">CLIP's tokenizers and encoders.</param>
    /// <param name="t5">Null where the folder has none: zeros stand for it.</param>
    /// <param name="width">D.</param>
    /// <param name="t5Tokens">Tokens of T5, end and padding included.</param>
    /// <param name="withClipEmbeds">Stable Diffusion 3: whether CLIP's embeds stand before T5's.</param>
    public TransformerPrompts(
        IReadOnlyList<(ClipTokenizer Tokenizer, TextEncoder Encoder)> clips,
        (T5Tokenizer Tokenizer, TextEncoder Encoder)? t5,
        int width,
        int t5Tokens,
        bool withClipEmbeds
    ) => (_clips, _t5, Width, _t5Tokens, _withClipEmbeds) = (clips, t5, width, t5Tokens, withClipEmbeds);

    public int Width { get; }

    public int CountTokens(string text) =>
        _t5?.Tokenizer.Tokenize(Plain(text)).Count ?? _clips[0].Tokenizer.Tokenize(Plain(text)).Count;

    public EncodedPrompts Encode(IReadOnlyList<string> prompts, string? negative, RunControl control) =>
        new([.. prompts.Select(text => Cached(text, control))], negative is null ? null : Cached(negative, control));

    private PromptEmbeds Cached(string text, RunControl control)
    {
        if (!_cache.TryGet(text, 1, out var embeds))
        {
            embeds = Encode(Plain(text), control);
            _cache.Add(text, 1, embeds);
        }

        return embeds;
    }

    private PromptEmbeds Encode(string text, RunControl control)
    {
        var clipTokens = _withClipEmbeds ? _clips[0].Tokenizer.MaxLength : 0;
        var values = new float[(clipTokens + _t5Tokens) * Width];
        var pooled = new List<float>();
        var column = 0;
        foreach (var (tokenizer, encoder) in _clips)
        {
            var seen = encoder.Encode(tokenizer.Encode(text), control);
            pooled.AddRange(seen.Pooled);
            for (var token = 0; token < clipTokens; token++)
            {
                seen.Values.AsSpan(token * seen.Width, seen.Width).CopyTo(values.AsSpan((token * Width) + column));
            }

            column += seen.Width;
        }

        if (_t5 is { } t5)
        {
            t5.Encoder.Encode(t5.Tokenizer.Encode(text, _t5Tokens), control)
                .Values.CopyTo(values.AsSpan(clipTokens * Width));
        }

        return new PromptEmbeds(values, clipTokens + _t5Tokens, Width) { Pooled = [.. pooled] };
    }

    private static string Plain(string text) => string.Concat(PromptWeights.Parse(text).Select(part => part.Text));
}
