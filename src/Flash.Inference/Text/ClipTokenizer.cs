using System.Text;
using System.Text.RegularExpressions;
using Flash.Inference.Models;
using Microsoft.ML.Tokenizers;

namespace Flash.Inference.Text;

/// <summary>CLIP's byte-level byte-pair encoding, as Hugging Face's CLIPTokenizer does it.</summary>
/// <remarks>Thread safe. Text is expected composed (Unicode NFC), as keyboards write it: without ICU there is nothing here to compose it with.</remarks>
internal sealed partial class ClipTokenizer
{
    private const string StartOfText = "<|startoftext|>", EndOfText = "<|endoftext|>", EndOfWord = "</w>";

    private readonly BpeTokenizer _bpe;
    private readonly int _start, _end, _pad;

    private ClipTokenizer(BpeTokenizer bpe, int start, int end, int pad, int length)
    {
        _bpe = bpe;
        (_start, _end, _pad) = (start, end, pad);
        MaxLength = length;
    }

    /// <summary>Tokens that the encoder sees, start and end included: 77 for CLIP.</summary>
    public int MaxLength { get; }

    /// <param name="files">The model folder.</param>
    /// <param name="component"><c>tokenizer</c> or <c>tokenizer_2</c>.</param>
    public static ClipTokenizer Load(ModelFiles files, string component)
    {
        var vocabularyPath = files.In(component, "vocab.json");
        var vocabulary = ModelFiles.Read<Dictionary<string, int>>(vocabularyPath);
        int IdOf(string token) => vocabulary.TryGetValue(token, out var id) ? id : throw new InferenceException($"{vocabularyPath} lacks the token {token}.");
        var config = ModelFiles.Read<TokenizerConfig>(files.In(component, "tokenizer_config.json"));
        var special = SpecialTokens.Read(files.In(component, "special_tokens_map.json"));
        var (start, end) = (IdOf(StartOfText), IdOf(EndOfText));
        var options = new BpeOptions(vocabulary)
        {
            Merges = ReadMerges(files.In(component, "merges.txt")),
            ByteLevel = true,
            EndOfWordSuffix = EndOfWord,
            PreTokenizer = new RegexPreTokenizer(Words(), null),
            UnknownToken = EndOfText,
        };
        return new ClipTokenizer(BpeTokenizer.Create(options), start, end, IdOf(special.PadToken ?? EndOfText), (int)Math.Min(config.ModelMaxLength, 77));
    }

    /// <summary>The text's own tokens, without start, end and padding.</summary>
    public IReadOnlyList<int> Tokenize(string text) => _bpe.EncodeToIds(Clean(text), considerPreTokenization: true, considerNormalization: false);

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

    // Lone surrogates have no UTF-8; they become the replacement character, as everywhere else in .NET.
    private static string Clean(string text)
        => WhiteSpace().Replace(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), " ").Trim().ToLowerInvariant();

    private static IEnumerable<string> ReadMerges(string path)
    {
        try
        {
            return [.. File.ReadLines(path).Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal))];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InferenceException($"The model file {path} is missing.", e);
        }
    }

    [GeneratedRegex(@"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
