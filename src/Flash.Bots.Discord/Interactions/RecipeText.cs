using System.Globalization;
using Flash.Bots.Commands;
using Flash.Bots.Discord.Messages;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Interactions;

/// <summary>How pictures were made: words and options to draw them again, and what else is known.</summary>
internal static class RecipeText
{
    private const int WordsShown = 1_200;

    public static string Of(Texts texts, Recipe recipe)
    {
        var command =
            $"{PlainText.Shorten(recipe.Prompt, WordsShown).Replace('`', '\'')} --seed {Text(recipe.Seed)} --steps "
            + $"{Text(recipe.InferenceSteps)}"
            + (
                AspectRatio.TryMake(recipe.Width, recipe.Height, out var ratio) && recipe.Width != recipe.Height
                    ? $" --ar {ratio}"
                    : ""
            )
            + (recipe.Style is { } style ? $" --style {style.Name}" : "")
            + (
                recipe.NegativePrompt is ""
                    ? ""
                    : $" --no {PlainText.Shorten(recipe.NegativePrompt, 200).Replace('`', '\'')}"
            )
            + $" --model {recipe.Model}";
        return new DiscordTexts(texts).Recipe(
            command,
            Markdown.Escape(texts.Drawn(recipe).Split('\n', 2)[^1], WordsShown / 3)
        );
    }

    private static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
