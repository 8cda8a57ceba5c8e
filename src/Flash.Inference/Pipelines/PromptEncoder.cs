using System.Numerics.Tensors;
using Flash.Inference.Models;
using Flash.Inference.Text;

namespace Flash.Inference.Pipelines;

/// <summary>Words to embeds, through one text encoder or SDXL's two, window by window, whatever the length of the
/// text.</summary>
/// <remarks>
/// A text longer than 75 tokens is encoded in windows of 75 whose embeds are joined. The UNet's work grows with every
/// window, so at most <see cref="MostSlots"/> are joined one after the other; of longer texts, neighbouring windows are
/// averaged into one. Thread safe.
/// </remarks>
internal sealed class PromptEncoder : IPromptEncoder
{
    /// <summary>Windows that the UNet attends to at most.</summary>
    public const int MostSlots = 16;

    private const long CacheBytes = 64L << 20;

    private readonly IReadOnlyList<(ClipTokenizer Tokenizer, TextEncoder Encoder)> _parts;
    private readonly bool _zerosForEmpty;
    private readonly int _mostSlots,
        _length;
    private readonly EmbedsCache _cache = new(CacheBytes);

    /// <param name="parts">One for each text encoder, in the order in which their embeds stand side by side.</param>
    /// <param name="zerosForEmpty">SDXL: whether a negative prompt that is empty becomes zeros instead of being
    /// encoded.</param>
    /// <param name="fixedTokens">Tokens that the UNet was exported for; null when it takes any number.</param>
    public PromptEncoder(
        IReadOnlyList<(ClipTokenizer Tokenizer, TextEncoder Encoder)> parts,
        bool zerosForEmpty,
        int? fixedTokens
    )
    {
        _parts = parts;
        _zerosForEmpty = zerosForEmpty;
        _length = parts[0].Tokenizer.MaxLength;
        Width = parts.Sum(part => part.Encoder.Width);
        _mostSlots = fixedTokens is { } tokens ? Math.Max(1, tokens / _length) : MostSlots;
    }

    public int Width { get; }

    /// <summary>Tokens of a text, by the first tokenizer.</summary>
    public int CountTokens(string text) =>
        PromptWeights.Parse(text).Sum(part => _parts[0].Tokenizer.Tokenize(part.Text).Count);

    /// <inheritdoc/>
    public EncodedPrompts Encode(IReadOnlyList<string> prompts, string? negative, RunControl control)
    {
        var windows = prompts.Distinct().ToDictionary(text => text, Windows);
        var other = negative is null ? null : Windows(negative);
        var slots = Math.Min(_mostSlots, windows.Values.Append(other).Max(text => text?[0].Count ?? 1));
        var embeds = windows.ToDictionary(text => text.Key, text => Cached(text.Key, text.Value, slots, control));
        return new EncodedPrompts(
            [.. prompts.Select(text => embeds[text])],
            other is null ? null : Negative(negative!, other, slots, control) // other is null with negative
        );
    }

    private IReadOnlyList<TokenWindow>[] Windows(string text)
    {
        var parsed = PromptWeights.Parse(text);
        return [.. _parts.Select(part => part.Tokenizer.Windows(parsed))];
    }

    private PromptEmbeds Negative(string text, IReadOnlyList<TokenWindow>[] windows, int slots, RunControl control) =>
        _zerosForEmpty && text.Length == 0
            ? new PromptEmbeds(new float[slots * _length * Width], slots * _length, Width)
            {
                Pooled = new float[_parts[^1].Encoder.PooledWidth],
            }
            : Cached(text, windows, slots, control);

    private PromptEmbeds Cached(string text, IReadOnlyList<TokenWindow>[] windows, int slots, RunControl control)
    {
        if (!_cache.TryGet(text, slots, out var embeds))
        {
            embeds = Encode(windows, slots, control);
            _cache.Add(text, slots, embeds);
        }

        return embeds;
    }

    private PromptEmbeds Encode(IReadOnlyList<TokenWindow>[] windows, int slots, RunControl control)
    {
        var values = new float[slots * _length * Width];
        var pooled = Array.Empty<float>();
        var offset = 0;
        for (var i = 0; i < _parts.Count; i++)
        {
            var (tokenizer, encoder) = _parts[i];
            using var pass = encoder.CreatePass(_length);
            var empty =
                windows[i].Count < slots || windows[i].Any(window => window.Weights is not null)
                    ? Empty(tokenizer, pass, control)
                    : [];
            for (var n = 0; n < Math.Max(slots, windows[i].Count); n++)
            {
                var slot = windows[i].Count <= slots ? n : (int)((long)n * slots / windows[i].Count);
                var share = windows[i].Count <= slots ? 1f : 1f / SharersOf(slot, windows[i].Count, slots);
                if (n >= windows[i].Count)
                {
                    AddColumns(empty, share, values, slot, offset);
                    continue;
                }

                pass.Run(windows[i][n].Ids, control);
                pooled = n == 0 && encoder.PooledWidth > 0 ? pass.Pooled.ToArray() : pooled;
                AddColumns(Weighted(pass.Hidden, windows[i][n].Weights, empty), share, values, slot, offset);
            }

            offset += encoder.Width;
        }

        return new PromptEmbeds(values, slots * _length, Width) { Pooled = pooled };
    }

    private static float[] Empty(ClipTokenizer tokenizer, TextEncoder.Pass pass, RunControl control)
    {
        pass.Run(tokenizer.Encode(""), control);
        return pass.Hidden.ToArray();
    }

    // Windows n with n·slots/count == slot.
    private static int SharersOf(int slot, int count, int slots) =>
        (int)((((long)(slot + 1) * count) + slots - 1) / slots) - (int)((((long)slot * count) + slots - 1) / slots);

    // A word's weight moves its embed along the line from what stands there in an empty prompt: less than 1 towards it,
    // more than 1 away from it.
    private static ReadOnlySpan<float> Weighted(ReadOnlySpan<float> hidden, float[]? weights, float[] empty)
    {
        if (weights is null)
        {
            return hidden;
        }

        var width = hidden.Length / weights.Length;
        var moved = hidden.ToArray();
        for (var token = 0; token < weights.Length; token++)
        {
            if (weights[token] != 1)
            {
                var own = moved.AsSpan(token * width, width);
                Schedulers.LinearCombination.Write(
                    weights[token],
                    own,
                    1 - weights[token],
                    empty.AsSpan(token * width, width),
                    own
                );
            }
        }

        return moved;
    }

    // Two encoders' embeds stand side by side, so each fills its own columns.
    private void AddColumns(ReadOnlySpan<float> hidden, float share, float[] values, int slot, int offset)
    {
        var width = hidden.Length / _length;
        for (var token = 0; token < _length; token++)
        {
            var target = values.AsSpan((((slot * _length) + token) * Width) + offset, width);
            TensorPrimitives.MultiplyAdd(hidden.Slice(token * width, width), share, target, target);
        }
    }
}
