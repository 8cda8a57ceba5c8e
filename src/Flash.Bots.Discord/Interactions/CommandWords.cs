using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>A command's or option's words: English, and by Discord locale.</summary>
internal sealed record Words(
    string Description,
    IReadOnlyDictionary<string, string> Names,
    IReadOnlyDictionary<string, string> Descriptions
);

/// <summary>
/// The names and descriptions that people see, from the texts of all languages. Names are lower case, up to 32
/// characters; descriptions up to 100.
/// </summary>
internal static class CommandWords
{
    public static Words Imagine { get; } = Of("Imagine");

    public static Words Animate { get; } = Of("Animate");

    public static Words Edit { get; } = Of("Edit");

    public static Words Tree { get; } = Of("Tree", about: "CommandTree");

    public static Words Describe { get; } = Of("Describe", about: "CommandDescribe");

    public static Words Blend { get; } = Of("Blend", about: "CommandBlend");

    public static Words Arena { get; } = Of("Arena", about: "CommandArena");

    public static Words First { get; } = Of("First");

    public static Words Second { get; } = Of("Second");

    public static Words Seen { get; } = Of("Seen");

    public static Words BlendWords { get; } = Of("BlendWords");

    public static Words NewWords { get; } = Of("NewWords");

    public static Words Styles { get; } = Of("Styles", about: "CommandStyles");

    public static Words Settings { get; } = Of("Settings", about: "CommandSettings");

    public static Words Rules { get; } = Of("Rules", about: "CommandRules");

    public static Words Unwanted { get; } = Of("Unwanted");

    public static Words Channels { get; } = Of("Channels");

    public static Words Queue { get; } = Of("Queue", about: "CommandQueue");

    public static Words Privacy { get; } = Of("Privacy", about: "CommandPrivacy");

    public static Words Appeal { get; } = Of("Appeal", "CommandAppeal");

    public static Words Moderator { get; } = Of("Moderator", "CommandModerator");

    public static Words Why { get; } = Of("Why");

    public static Words Code { get; } = Of("Code");

    public static Words Cancel { get; } = Of("Cancel");

    public static Words Help { get; } = Of("Help");

    public static Words Prompt { get; } = Of("Prompt");

    public static Words Style { get; } = Of("Style");

    public static Words Image { get; } = Of("Image");

    public static Words Strength { get; } = Of("Strength");

    public static Words Whose { get; } = Of("Whose");

    public static Words What { get; } = Of("What");

    public static Words All { get; } = Of("All");

    public static Words Shape { get; } = Of("Shape");

    public static Words Count { get; } = Of("Count");

    public static Words Negative { get; } = Of("Negative");

    public static Words Seed { get; } = Of("Seed");

    public static Words Steps { get; } = Of("Steps");

    public static Words Model { get; } = Of("Model");

    public static Words Picture { get; } = Of("Picture");

    public static IReadOnlyDictionary<string, string> AnimateMessage { get; } = ByLocale("DiscordNameAnimateMessage");

    public static IReadOnlyDictionary<string, string> VaryMessage { get; } = ByLocale("DiscordNameVaryMessage");

    public static IReadOnlyDictionary<string, string> EnlargeMessage { get; } = ByLocale("DiscordNameEnlargeMessage");

    public static IReadOnlyDictionary<string, string> EditMessage { get; } = ByLocale("DiscordNameEditMessage");

    public static IReadOnlyDictionary<string, string> DeleteMessage { get; } = ByLocale("DiscordNameDeleteMessage");

    public static IReadOnlyDictionary<string, string> HideMessage { get; } = ByLocale("DiscordNameHideMessage");

    public static IReadOnlyDictionary<string, string> RecipeMessage { get; } = ByLocale("DiscordNameRecipeMessage");

    public static IReadOnlyDictionary<string, string> ReferenceMessage { get; } =
        ByLocale("DiscordNameReferenceMessage");

    public static IReadOnlyDictionary<string, string> ReportMessage { get; } = ByLocale("DiscordNameReportMessage");

    /// <summary>A value to choose, shown by the text <c>DiscordChoice…</c>.</summary>
    public static CommandChoice Choice(string name, string value) =>
        new(Wording.For(Wording.Default)["DiscordChoice" + name], value)
        {
            NameLocalizations = ByLocale("DiscordChoice" + name),
        };

    /// <param name="name">What it is, as the texts <c>DiscordName…</c> and <c>DiscordAbout…</c> call it.</param>
    /// <param name="about">The text that describes it, where that is another.</param>
    private static Words Of(string name, string? about = null)
    {
        about ??= "DiscordAbout" + name;
        return new Words(Wording.For(Wording.Default)[about], ByLocale("DiscordName" + name), ByLocale(about));
    }

    private static SortedDictionary<string, string> ByLocale(string text) =>
        new(
            Wording
                .All.Where(wording => wording.Code != Wording.Default)
                .SelectMany(wording => LocalesOf(wording.Code).Select(locale => (locale, wording[text])))
                .ToDictionary(),
            StringComparer.Ordinal
        );

    /// <summary>Discord has two kinds of Spanish and no plain one.</summary>
    private static string[] LocalesOf(string code) => code == "es" ? ["es-ES", "es-419"] : [code];
}
