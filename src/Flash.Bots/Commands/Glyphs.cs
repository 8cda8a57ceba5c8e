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
