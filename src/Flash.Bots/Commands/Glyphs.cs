using System.Globalization;
using System.Text;

namespace Flash.Bots.Commands;

/// <summary>The characters that phones, keyboards and other scripts put in the place of ASCII ones.</summary>
internal static class Glyphs
{
    /// <summary>What stands for every dash that is longer than a hyphen: phones make one of two hyphens.</summary>
    public const char LongDash = '—';

    public const string OpeningQuotes = "\"“„«‹「『《〈＂″'‘‚`";
    public const string ClosingQuotes = "\"”“»›」』》〉＂″'’‘`";

    /// <summary>
    /// The text in plain characters, each in the place of the one it stands for, so that positions agree: digits of
    /// every script, full-width letters, and the relatives of <c>- : x / % = , ( )</c>. Longer dashes become
    /// <see cref="LongDash"/>.
    /// </summary>
    public static string Plain(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        return string.Create(text.Length, text, static (plain, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                plain[i] = Plain(from[i]);
            }
        });
    }

    /// <summary>The text with letters and digits that are only drawn differently (𝓬𝓪𝓽, ｃａｔ, ⓒⓐⓣ) in their usual
    /// form.</summary>
    public static string Unadorned(string text)
    {
        if (!text.EnumerateRunes().Any(rune => Unadorned(rune.Value) is not null))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(Unadorned(rune.Value) is { } letter ? new Rune(letter) : rune);
        }

        return plain.ToString();
    }

    // By arithmetic: without ICU the runtime normalizes nothing. The alphabets for mathematics follow one another.
    private static char? Unadorned(int rune) =>
        rune switch
        {
            >= 0x1D400 and <= 0x1D6A3 => Letter((rune - 0x1D400) % 52),
            >= 0x1D7CE and <= 0x1D7FF => (char)('0' + (rune - 0x1D7CE) % 10),
            >= 0x24B6 and <= 0x24E9 => Letter(rune - 0x24B6),
            >= 0x1F130 and <= 0x1F149 => Letter(rune - 0x1F130),
            >= 0xFF10 and <= 0xFF19 or >= 0xFF21 and <= 0xFF3A or >= 0xFF41 and <= 0xFF5A => (char)(rune - 0xFEE0),
            _ => Lettered.IndexOf((char)rune, StringComparison.Ordinal) is >= 0 and var at && rune < 0x10000
                ? Letters[at]
                : null,
        };

    private static char Letter(int number) => (char)(number < 26 ? 'A' + number : 'a' + number - 26);

    // The holes in those alphabets, which Unicode had before.
    private const string Lettered = "ℂℊℋℌℍℎℐℑℒℓℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴ";
    private const string Letters = "CgHHHhIILlNPQRRRZZBCeEFMo";

    public static bool IsDash(char plain) => plain is '-' or LongDash;

    /// <summary>A letter that words are made of with spaces between them; Chinese, Japanese, Thai and Korean text
    /// needs none.</summary>
    public static bool IsSpacedLetter(char c) =>
        char.IsLetter(c)
        && c
            is not (
                >= '\u0E00'
                and <= '\u0EFF'
                or >= '\u1100'
                and <= '\u11FF'
                or >= '\u2E80'
                and < '\uFF00'
                or >= '\uFF66'
            );

    private static char Plain(char c) =>
        c switch
        {
            < '\u0080' => c,
            '‐' or '‑' or '‒' or '−' or '﹣' or '－' or '\u00AD' => '-',
            '–' or '—' or '―' or '⸺' or '⸻' or '﹘' or '─' => LongDash,
            '：' or '∶' or '꞉' or '﹕' or '︰' or 'ː' => ':',
            '×' or '✕' or '✖' or '⨯' or '╳' or 'х' or 'Х' => 'x',
            '／' or '⁄' or '∕' or '÷' => '/',
            '％' or '٪' or '﹪' => '%',
            '．' or '٫' or '。' => '.',
            '，' or '、' or '﹐' or '،' => ',',
            '（' or '﹙' => '(',
            '）' or '﹚' => ')',
            '［' or '【' => '[',
            '］' or '】' => ']',
            '\u3000' or '\u00A0' or '\u202F' or '\u2009' => ' ',
            >= '！' and <= '～' => (char)(c - '！' + '!'),
            _ when char.IsDigit(c) => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
            _ => c,
        };
}
