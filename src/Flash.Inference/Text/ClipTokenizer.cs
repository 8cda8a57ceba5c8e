using System.Buffers;
using System.Text;
using Flash.Inference.Models;
using Microsoft.ML.Tokenizers;

namespace Flash.Inference.Text;

/// <summary>CLIP's byte-level byte-pair encoding, token for token what Hugging Face's tokenizers makes of a text
/// (CLIPTokenizerFast; the only one since transformers 5).</summary>
/// <remarks>Thread safe. The older Python tokenizer differs where ftfy is installed, and by a space around each Chinese
/// character.</remarks>
internal sealed class ClipTokenizer
{
    private const string StartOfText = "<|startoftext|>",
        EndOfText = "<|endoftext|>",
        EndOfWord = "</w>";

    private readonly BpeTokenizer _bpe;
    private readonly int _start,
        _end,
        _pad;
    private readonly (string Text, int Id)[] _specials;
    private readonly SearchValues<string> _anySpecial;

    private ClipTokenizer(
        BpeTokenizer bpe,
        (string Text, int Id) start,
        (string Text, int Id) end,
        (string Text, int Id) pad,
        int length
    )
    {
        _bpe = bpe;
        (_start, _end, _pad) = (start.Id, end.Id, pad.Id);
        _specials = [start, end, pad];
        _anySpecial = SearchValues.Create([start.Text, end.Text, pad.Text], StringComparison.Ordinal);
        MaxLength = length;
    }

    /// <summary>Tokens that the encoder sees, start and end included: 77 for CLIP.</summary>
    public int MaxLength { get; }

    /// <param name="files">The model folder.</param>
    /// <param name="component"><c>tokenizer</c> or <c>tokenizer_2</c>.</param>
    public static ClipTokenizer Load(ModelFiles files, string component)
    {
        var (vocabularyPath, mergesPath, vocabulary, merges) = TokenizerFiles.Read(files, component);
        int IdOf(string token) =>
            vocabulary.TryGetValue(token, out var id)
                ? id
                : throw new InferenceException($"{vocabularyPath} lacks the token {token}.");
        var config = TokenizerFiles.Config(files, component);
        if (config.ModelMaxLength is not >= 3)
        {
            throw new InferenceException(
                $"{files.In(component, "tokenizer_config.json")}: model_max_length is {config.ModelMaxLength}; allowed "
                    + $"is 3 and more: start, a token, end."
            );
        }

        var special = SpecialTokens.Read(files, component);
        (string, int) Token(string token) => (token, IdOf(token));
        var (start, end, pad) = (Token(StartOfText), Token(EndOfText), Token(special.PadToken ?? EndOfText));
        var options = new BpeOptions(vocabulary)
        {
            Merges = merges,
            ByteLevel = true,
            EndOfWordSuffix = EndOfWord,
            PreTokenizer = new ClipWords(),
            UnknownToken = EndOfText,
        };
        try
        {
            return new ClipTokenizer(
                BpeTokenizer.Create(options),
                start,
                end,
                pad,
                (int)Math.Min(config.ModelMaxLength, 77)
            );
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            throw new InferenceException(
                $"{mergesPath} does not belong to {vocabularyPath}: {e.Message.TrimEnd('.')}.",
                e
            );
        }
    }

    /// <summary>The text's own tokens, without start, end and padding.</summary>
    /// <remarks>A special token that is written out is that token wherever it stands, as in the reference: with SDXL's
    /// second tokenizer, which pads with it, so is every "!".</remarks>
    public IReadOnlyList<int> Tokenize(string text)
    {
        var ids = new List<int>();
        var start = 0;
        while (NextSpecial(text, start) is { } special)
        {
            ids.AddRange(TokenizeWords(text[start..special.At]));
            ids.Add(special.Id);
            start = special.End;
        }

        ids.AddRange(TokenizeWords(start == 0 ? text : text[start..]));
        return ids;
    }

    /// <summary>Exactly <see cref="MaxLength"/> ids: start, as much of the text as fits, end, padding.</summary>
    public int[] Encode(string text) => Frame([.. Tokenize(text).Take(MaxLength - 2)], null).Ids;

    /// <summary>The whole text in windows, each framed as <see cref="Encode"/> does; at least one.</summary>
    public IReadOnlyList<TokenWindow> Windows(IReadOnlyList<WeightedText> parts)
    {
        var (tokens, weights) = (new List<int>(), new List<float>());
        foreach (var part in parts)
        {
            var ids = Tokenize(part.Text);
            tokens.AddRange(ids);
            weights.AddRange(Enumerable.Repeat(part.Weight, ids.Count));
        }

        var room = MaxLength - 2;
        var windows = new List<TokenWindow>();
        for (var start = 0; start == 0 || start < tokens.Count; start += room)
        {
            var count = Math.Min(room, tokens.Count - start);
            windows.Add(Frame(tokens.GetRange(start, count), weights.GetRange(start, count)));
        }

        return windows;
    }

    private TokenWindow Frame(List<int> tokens, List<float>? weights)
    {
        var ids = new int[MaxLength];
        ids[0] = _start;
        tokens.CopyTo(ids, 1);
        ids[tokens.Count + 1] = _end;
        ids.AsSpan(tokens.Count + 2).Fill(_pad);
        if (weights is null || weights.TrueForAll(weight => weight == 1))
        {
            return new TokenWindow(ids, null);
        }

        var all = new float[MaxLength];
        all.AsSpan().Fill(1);
        weights.CopyTo(all, 1);
        return new TokenWindow(ids, all);
    }

    private IReadOnlyList<int> TokenizeWords(string text) =>
        text.Length == 0
            ? []
            : _bpe.EncodeToIds(Clean(text), considerPreTokenization: true, considerNormalization: false);

    private (int At, int End, int Id)? NextSpecial(string text, int from)
    {
        var at = text.AsSpan(from).IndexOfAny(_anySpecial);
        if (at < 0)
        {
            return null;
        }

        var (special, id) = Array.Find(_specials, special =>
            string.CompareOrdinal(text, from + at, special.Text, 0, special.Text.Length) == 0
        );
        return (from + at, from + at + special.Length, id);
    }

    // Lone surrogates have no UTF-8; they become the replacement character, as everywhere else in .NET. İ is the only
    // letter whose small form is two.
    private static string Clean(string text) =>
        CanonicalComposition
            .Compose(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)))
            .Replace("\u0130", "i\u0307", StringComparison.Ordinal)
            .ToLowerInvariant();
}
