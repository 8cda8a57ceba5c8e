using System.Globalization;
using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>What is done with pictures as they are, in words, in answer to them: "enlarge 2", "delete this",
/// "undo".</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Picture">Which one, from 1, <see cref="Last"/> for the last; null where none was named.</param>
internal sealed partial record PictureWish(PictureWishKind Kind, int? Picture)
{
    /// <summary>The last one, however many there are.</summary>
    public const int Last = -1;

    /// <summary>All of the pictures were named.</summary>
    public bool IsAll { get; private init; }

    /// <summary>How often to do it, for <see cref="PictureWishKind.Undo"/>.</summary>
    public int Times { get; private init; } = 1;

    /// <summary>The wish that the whole text is; null for anything else.</summary>
    public static PictureWish? Read(string text)
    {
        var plain = ChangeWords.Polite(PromptRewrite.Bare(PlainText.Clean(text)));
        foreach (var (kind, pattern) in Patterns.Concat(Moves))
        {
            if (pattern.Match(plain) is { Success: true } match)
            {
                return new PictureWish(kind, NumberIn(match))
                {
                    IsAll = match.Groups["all"].Success,
                    Times = match.Groups["twice"].Success ? 2 : Math.Max(1, match.Groups["times"].Captures.Count),
                    Enlargement = FoldIn(match),
                };
            }
        }

        return InMotion(plain) ?? Reshaped(plain) ?? InRegion(text);
    }

    // Apart, so that it is read before the patterns of either file of this record.
    private static class Buttons
    {
        public static readonly PatternFile Said = PatternFile.Load("buttons");
    }

    private static int? NumberIn(Match match) =>
        match.Groups["n"] is { Success: true } digits
            ? int.Parse(Glyphs.Plain(digits.Value), CultureInfo.InvariantCulture)
        : match.Groups["last"].Success ? Last
        : Enumerable.Range(1, 4).Where(n => match.Groups[$"n{n}"].Success).Select(n => (int?)n).FirstOrDefault();

    private static readonly (PictureWishKind Kind, Regex Pattern)[] Patterns =
    [
        (PictureWishKind.Undo, Undo()),
        (PictureWishKind.Delete, Delete()),
        (PictureWishKind.Enlarge, Enlarge()),
        (PictureWishKind.Animate, Animate()),
        (PictureWishKind.Vary, Vary()),
    ];

    private static Regex Undo() => Buttons.Said.Of();

    private static Regex Delete() => Buttons.Said.Of();

    private static Regex Enlarge() => Buttons.Said.Of();

    private static Regex Animate() => Buttons.Said.Of();

    private static Regex Vary() => Buttons.Said.Of();
}

/// <summary>What is done with pictures as they are.</summary>
internal enum PictureWishKind
{
    /// <summary>Back to the pictures that these were made from.</summary>
    Undo,
    Delete,
    Enlarge,
    Animate,
    Vary,

    /// <summary>A lot; likewise a little.</summary>
    VaryStrong,
    VarySubtle,

    /// <summary>From further away.</summary>
    ZoomOut,

    /// <summary>The camera turns; likewise the others.</summary>
    PanLeft,
    PanRight,
    PanUp,
    PanDown,

    /// <summary>Another shape for one picture.</summary>
    Reshape,

    /// <summary>A part of one picture with other words.</summary>
    Inpaint,
}
