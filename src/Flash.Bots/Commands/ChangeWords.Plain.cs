namespace Flash.Bots.Commands;

// What is said around a change.
internal static partial class ChangeWords
{
    /// <summary>Without quotes, politeness, a smile at the end, and how much bigger.</summary>
    public static string Plain(string text) =>
        OneThatIs()
            .Replace(Degree().Replace(Polite(PromptRewrite.Bare(Slips.Mended(Smiling().Replace(text, "")))), ""), "$1");

    /// <summary>Whether the words ask for the same once more.</summary>
    public static bool IsAgain(string text) => Again().IsMatch(Plain(text));

    /// <summary>Without what is said out of politeness.</summary>
    public static string Polite(string text)
    {
        var rest = Please().Replace(text, "").Trim();
        return Please().Replace(rest, "").Trim();
    }

    internal static string WithoutArticle(string text) => Article().Replace(text.Trim(), "");
}
