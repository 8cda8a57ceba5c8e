using System.Globalization;
using System.Text.RegularExpressions;
using Flash.Bots.Generations;

namespace Flash.Bots.Commands;

/// <content>How a picture moves, and how many times as large it becomes: "animate 2 zoom in", "gently animate it",
/// "enlarge 3 four times".</content>
internal sealed partial record PictureWish
{
    /// <summary>How it is to move, for <see cref="PictureWishKind.Animate"/>; null for the usual way.</summary>
    public Motion? Motion { get; private init; }

    /// <summary>How many times as large, 3 or 4, for <see cref="PictureWishKind.Enlarge"/>; null for twice.</summary>
    public int? Enlargement { get; private init; }

    // Longer is a description.
    private const int LongestInMotion = 80;

    private const string With =
        @"(?:(?:and|with|mit|avec|con|com|с|со|з|із|和|并|مع)\s+)?(?:(?:the|der|die|la|a|o)\s+)?";
    private const string Going = @"(?:moving\s+|going\s+|panning\s+|turning\s+)?";
    private const string AndThen = @"[\s,，、،]*(?:(?:and|und|et|y|e|и|і|та|并|و)\s*)?";

    private static readonly (MotionMove Move, Regex Pattern)[] Motions =
    [
        .. new[]
        {
            (MotionMove.Gentle, Text("Gentle")),
            (MotionMove.Strong, Text("Strong")),
            (MotionMove.Left, InCamera("CameraLeft")),
            (MotionMove.Right, InCamera("CameraRight")),
            (MotionMove.In, InCamera("CameraIn")),
            (MotionMove.Out, InCamera("CameraOut")),
            (MotionMove.Usual, ""),
        }.Select(move => (move.Item1, Animating(move.Item2))),
    ];

    // "animate it", in a way, for long; "gently animate it". With no way at all it has to be longer.
    private static Regex Animating(string way)
    {
        var (one, longer) = (Text("AnimateOne"), $"(?<long>{Text("Longer")})");
        var behind = way is "" ? longer : $"{way}(?:{AndThen}{longer})?|{longer}{AndThen}{way}";
        var before = way is "" ? longer : way;
        return new Regex(
            $@"^(?:(?:{one})[\s,，:：、،]*(?:{behind})|(?:让(?:{Text("Which")}|{Text("It")}))?(?:{before})\s*(?:{one}))$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        );
    }

    private static string InCamera(string way) =>
        $"(?:{With}{Going}(?:(?:{Text("Camera")})\\s*{Going})?{Text("To")}{Text(way)})";

    // "animate 2 zoom in".
    private static PictureWish? InMotion(string plain)
    {
        if (plain.Length > LongestInMotion)
        {
            return null;
        }

        foreach (var (move, pattern) in Motions)
        {
            if (pattern.Match(plain) is { Success: true } match)
            {
                return new PictureWish(PictureWishKind.Animate, NumberIn(match))
                {
                    IsAll = match.Groups["all"].Success,
                    Motion = new Motion(move, match.Groups["long"].Success),
                };
            }
        }

        return null;
    }

    private static int? FoldIn(Match match) =>
        match.Groups["fold4"].Success ? 4
        : match.Groups["fold3"].Success ? 3
        : match.Groups["fold"] is { Success: true } digit
        && int.Parse(Glyphs.Plain(digit.Value), CultureInfo.InvariantCulture) is > 2 and var fold
            ? fold
        : null;
}
