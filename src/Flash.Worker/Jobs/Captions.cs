using System.Globalization;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Worker.Jobs;

/// <summary>The words below pictures, while they come into being and when they are there.</summary>
internal static class Captions
{
    public const string OutOfAttempts = "Something went wrong on our side three times in a row, so this one was given up. Please try again.";
    public const string ModelFailed = "The model could not draw this one. Please try again, perhaps in other words.";
    public const string Refused = "The picture is ready, but this chat does not take it.";

    // Leaves room for the line below the prompt within Telegram's 1024 characters.
    private const int LongestPrompt = 800;

    public static string Step(Recipe recipe, int step, int steps) =>
        string.Create(CultureInfo.InvariantCulture, $"{Shortened(recipe.Prompt)}\nstep {step} of {steps}");

    public static string Frame(Recipe recipe, int frame, int frames) =>
        string.Create(CultureInfo.InvariantCulture, $"{Shortened(recipe.Prompt)}\nframe {frame} of {frames}");

    public static string Pictures(Recipe recipe, TimeSpan took) =>
        string.Create(CultureInfo.InvariantCulture, $"{Shortened(recipe.Prompt)}\nseed {recipe.Seed} · {Steps(recipe)} · {took.TotalSeconds:0.0} s");

    public static string Animation(Recipe recipe, int index, TimeSpan took) =>
        string.Create(CultureInfo.InvariantCulture, $"{Shortened(recipe.Prompt)}\npicture {index} · seed {recipe.Seed} · {took.TotalSeconds:0.0} s");

    public static string Cancelled(Recipe recipe) => $"{Shortened(recipe.Prompt)}\ncancelled";

    public static string Failed(Recipe recipe, string sentence) => $"{Shortened(recipe.Prompt)}\n{sentence}";

    /// <summary>What stands below a generation that can still be called off.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> WhileRunning(GenerationId id) => [[new Button("Cancel", new ButtonAction(ButtonVerb.Cancel, id))]];

    /// <summary>What can be done with finished pictures.</summary>
    public static IReadOnlyList<IReadOnlyList<Button>> WhenDone(GenerationId id, int count)
    {
        var animate = Enumerable.Range(1, count).Select(index =>
            new Button(count == 1 ? "Animate" : string.Create(CultureInfo.InvariantCulture, $"Animate {index}"), new ButtonAction(ButtonVerb.Animate, id, index)));
        return [[.. animate], [new Button("Again", new ButtonAction(ButtonVerb.Again, id))]];
    }

    private static string Steps(Recipe recipe) => recipe.InferenceSteps == 1 ? "1 step" : string.Create(CultureInfo.InvariantCulture, $"{recipe.InferenceSteps} steps");

    private static string Shortened(string prompt)
    {
        if (prompt.Length <= LongestPrompt)
        {
            return prompt;
        }

        // Never between the two halves of a character.
        var end = char.IsHighSurrogate(prompt[LongestPrompt - 1]) ? LongestPrompt - 1 : LongestPrompt;
        return string.Concat(prompt.AsSpan(0, end), "…");
    }
}
