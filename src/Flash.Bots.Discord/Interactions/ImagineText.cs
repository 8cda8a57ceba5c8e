using System.Globalization;
using System.Text;

namespace Flash.Bots.Discord.Interactions;

/// <summary>Turns the options of <c>/imagine</c> into the text that somebody on another network would have
/// typed.</summary>
internal static class ImagineText
{
    public static string Of(InteractionData data)
    {
        var text = new StringBuilder("/imagine");
        AddNumber("count", data.Number(CommandNames.Count));
        AddNumber("seed", data.Number(CommandNames.Seed));
        AddNumber("steps", data.Number(CommandNames.Steps));
        AddText("ar", data.Text(CommandNames.Shape));
        AddText("style", data.Text(CommandNames.Style));
        AddNumber("strength", data.Number(CommandNames.Strength));
        AddText("model", data.Text(CommandNames.Model));
        AddText("no", data.Text(CommandNames.Negative));
        return text.Append(' ').Append(data.Text(CommandNames.Prompt)).ToString();

        void AddNumber(string option, long? value)
        {
            if (value is { } number)
            {
                text.Append(CultureInfo.InvariantCulture, $" --{option} {number}");
            }
        }

        // In quotes, so that a value of several words stays one; a quote inside would end it.
        void AddText(string option, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $" --{option} \"{string.Concat(value.Select(c => "\"“”„«»".Contains(c, StringComparison.Ordinal) ? '\'' : c)).Trim()}\""
                );
            }
        }
    }
}
