using System.Text.RegularExpressions;

namespace Flash.Bots.Commands.Foreign;

/// <summary>What people say to a painter before they say what to paint: "can you draw me a …, please?", "generate an
/// image of …", «нарисуй …», "kannst du mir eine Katze malen?".</summary>
internal static class SpokenRequest
{
    private static readonly PatternFile Said = PatternFile.Load("asking");

    /// <summary>The words without it; the text as it is where it only sounds alike, as in "draw bridge" or "paint
    /// splatter". "Please" at the end goes in any case.</summary>
    public static string Without(string text)
    {
        var opening = Opening().Match(text);
        if (!opening.Success || opening.Length == text.Length)
        {
            var plain = Courtesy().Replace(text, "");
            return PlainText.SaysSomething(plain) ? plain : text;
        }

        var rest = Closing().Replace(Closing().Replace(text[opening.Length..], ""), "");
        return PlainText.SaysSomething(rest) ? rest.TrimStart(' ', ',', '，', ':', '：') : text;
    }

    private static Regex Opening() => Said.Of();

    private static Regex Closing() => Said.Of();

    private static Regex Courtesy() => Said.Of();
}
