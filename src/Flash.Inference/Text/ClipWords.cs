using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace Flash.Inference.Text;

/// <summary>CLIP's words: an English ending such as <c>'ve</c>, letters, one digit, or anything else that is not white
/// space.</summary>
/// <remarks>By code point: a regular expression of .NET sees halves of what lies beyond the basic plane, and takes a 𝐛
/// for no letter.</remarks>
internal sealed class ClipWords : PreTokenizer
{
    private static readonly string[] Endings = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) => Words(text);

    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => Words(text);

    private static List<(int Offset, int Length)> Words(ReadOnlySpan<char> text)
    {
        var words = new List<(int, int)>();
        for (var start = 0; start < text.Length; )
        {
            var end = End(text, start, out var kind);
            if (kind != Kind.Space)
            {
                words.Add((start, end - start));
            }

            start = end;
        }

        return words;
    }

    private static int End(ReadOnlySpan<char> text, int start, out Kind kind)
    {
        kind = KindAt(text, start, out var length);
        if (text[start] == '\'')
        {
            foreach (var ending in Endings)
            {
                if (text[start..].StartsWith(ending, StringComparison.Ordinal))
                {
                    return start + ending.Length;
                }
            }
        }

        var end = start + length;
        while (kind != Kind.Number && end < text.Length && KindAt(text, end, out length) == kind)
        {
            end += length;
        }

        return end;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, int index, out int length)
    {
        _ = Rune.DecodeFromUtf16(text[index..], out var rune, out length);
        return Rune.IsWhiteSpace(rune)
            ? Kind.Space
            : Rune.GetUnicodeCategory(rune) switch
            {
                <= UnicodeCategory.OtherLetter => Kind.Letter,
                UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber =>
                    Kind.Number,
                _ => Kind.Other,
            };
    }
}
