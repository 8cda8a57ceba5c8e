using System.Globalization;
using System.Text;

namespace Flash.Bots.Glossary;

/// <summary>Arabic words in the form that the glossary has them in: without vowel signs, the article, and the letters
/// that stand for one another.</summary>
internal static class ArabicWords
{
    /// <summary>Each word of a text: <c>القطةُ</c> is <c>قطه</c>.</summary>
    public static string Plain(string text) => string.Join(' ', text.Split(' ').Select(Word));

    private static string Word(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var letter in word)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark && letter != '\u0640')
            {
                plain.Append(
                    letter switch
                    {
                        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
                        'ى' => 'ي',
                        'ة' => 'ه',
                        _ => letter,
                    }
                );
            }
        }

        var bare = plain.ToString();
        return bare.Length > 4 && bare.StartsWith("ال", StringComparison.Ordinal) ? bare[2..] : bare;
    }
}
