using System.Globalization;

namespace Flash.Bots.Replies;

/// <summary>A sign for what a button does, for networks whose buttons are narrow: in a row of many only the sign and
/// the number of the picture stand on it.</summary>
public static class ButtonSigns
{
    /// <summary>Buttons in a row that have room for words.</summary>
    private const int RoomForWords = 3;

    /// <summary>One emoji; null for a button that belongs to no generation.</summary>
    public static string? SignOf(Button button) =>
        button.CopyText is not null ? "🌱"
        : button.Action is { Verb: ButtonVerb.Motion, PictureIndex: { } way } ? Motions[way - 1]
        : SignOf(button.Action?.Verb);

    // In the order of MotionChoices.
    private static readonly string[] Motions = ["🍃", "🌪", "⏳", "⬅️", "➡️", "🔎", "🔭", "🎞"];

    private static string? SignOf(ButtonVerb? verb) =>
        verb switch
        {
            ButtonVerb.Animate => "🎞",
            ButtonVerb.Vary => "🎲",
            ButtonVerb.Enlarge => "🔍",
            ButtonVerb.Fourfold => "🔬",
            ButtonVerb.Vote => "👍",
            ButtonVerb.Again => "🔁",
            ButtonVerb.Edit => "✏️",
            ButtonVerb.Delete => "🗑",
            ButtonVerb.Cancel => "✖️",
            ButtonVerb.Back or ButtonVerb.Fewer => "↩️",
            ButtonVerb.Choices => "🎲",
            ButtonVerb.Subtle => "🌿",
            ButtonVerb.Strong => "🌋",
            ButtonVerb.ZoomOut => "🔭",
            ButtonVerb.PanLeft => "⬅️",
            ButtonVerb.PanRight => "➡️",
            ButtonVerb.PanUp => "⬆️",
            ButtonVerb.PanDown => "⬇️",
            ButtonVerb.Undo => "⏪",
            ButtonVerb.Paint => "🖌",
            _ => null,
        };

    /// <summary>What stands beside the sign; empty where the sign says it all.</summary>
    public static string WordsOf(Button button, int buttonsInRow) =>
        (button.Action is null && button.CopyText is null) || buttonsInRow <= RoomForWords ? button.Label
        : button.Action?.Verb is { } verb && (verb.IsOneOfMany() || verb == ButtonVerb.Motion) ? ""
        : button.Action?.PictureIndex?.ToString(CultureInfo.InvariantCulture) ?? "";
}
