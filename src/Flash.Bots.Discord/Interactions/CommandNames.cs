namespace Flash.Bots.Discord.Interactions;

/// <summary>The names that interactions carry, whatever language the person sees.</summary>
internal static class CommandNames
{
    public const string Imagine = "imagine";
    public const string Animate = "animate";
    public const string Tree = "tree";
    public const string Describe = "describe";
    public const string Blend = "blend";
    public const string Arena = "arena";
    public const string Cancel = "cancel";
    public const string Edit = "edit";
    public const string Styles = "styles";
    public const string Settings = "settings";
    public const string Rules = "rules";
    public const string Queue = "queue";
    public const string Privacy = "privacy";
    public const string Help = "help";
    public const string Appeal = "appeal";
    public const string Moderator = "moderator";

    /// <summary>Entries of a message's context menu.</summary>
    public const string AnimateMessage = "Animate";
    public const string VaryMessage = "Vary";
    public const string EnlargeMessage = "Enlarge";
    public const string EditMessage = "Edit words";
    public const string DeleteMessage = "Delete";
    public const string HideMessage = "Hide";
    public const string RecipeMessage = "Recipe";
    public const string ReferenceMessage = "Use as reference";
    public const string ReportMessage = "Report";

    public const string Prompt = "prompt";
    public const string Shape = "shape";
    public const string Count = "count";
    public const string Seed = "seed";
    public const string Steps = "steps";
    public const string Negative = "negative";
    public const string Model = "model";
    public const string Style = "style";
    public const string Image = "image";
    public const string Strength = "strength";
    public const string Whose = "whose";
    public const string What = "what";
    public const string Channels = "channels";
    public const string All = "all";
    public const string Words = "words";
    public const string Picture = "picture";
    public const string First = "first";
    public const string Second = "second";
    public const string Why = "why";
    public const string Code = "code";
}
