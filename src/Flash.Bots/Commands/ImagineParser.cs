using Flash.Bots.Commands.Foreign;

namespace Flash.Bots.Commands;

/// <summary>
/// Reads <c>PROMPT [--seed N] [--steps N] [--count N] [--ar W:H] [--no THINGS] [--style NAME] [--strength N] [--model
/// NAME]</c>, options anywhere, as phones write them, and what people bring from other programs
/// (<see cref="Foreign"/>). What cannot be drawn is left out and named; all mistakes are told at once.
/// </summary>
/// <remarks>Pure, and never throws: the text comes from strangers.</remarks>
public static class ImagineParser
{
    /// <summary>The longest message that a network takes (Telegram's 4,096).</summary>
    public const int MaxPromptLength = 4_096;

    /// <summary>More than any model is given; each has a range of its own.</summary>
    public const int MaxInferenceSteps = 50;

    public const int MaxCount = 4;

    /// <summary>Of a picture to start from, in percent.</summary>
    public const int MinStrength = 10,
        MaxStrength = 100;

    /// <summary>How much the pictures of a prompt may differ, from 0.</summary>
    public const int MaxChaos = 100;

    /// <summary>The largest seed: what every language's 64-bit integer can hold.</summary>
    public const ulong MaxSeed = long.MaxValue;

    /// <param name="text">Without the command; lines count.</param>
    public static Command Parse(string text) => Parse(text, ChosenOptions.None);

    /// <param name="text">Without the command; lines count.</param>
    /// <param name="otherwise">What was chosen otherwise than by typing. It comes first.</param>
    public static Command Parse(string text, ChosenOptions otherwise)
    {
        var pasted = PastedText.Read(Glyphs.Unadorned(text));
        var data = GenerationData.Read(pasted);
        var options = OptionReader.Read(data.Text);
        var arguments = options.Arguments;
        var (words, shape) = arguments.AspectRatio is null ? BareShape.Take(options.Words) : (options.Words, null);
        arguments = shape is null ? arguments : arguments with { AspectRatio = shape };
        var syntax = PromptSyntax.Read(PastedText.Unwrapped(words));
        var prompt = syntax.Prompt;

        var mistakes = options.Mistakes.ToList();
        var chosen = otherwise.Read(mistakes);
        if (!PlainText.SaysSomething(prompt))
        {
            var negative = Negatives.Join(syntax.Negative);
            mistakes.Insert(0, negative is "" ? new Mistake.NoPrompt() : new Mistake.OnlyNegative(negative));
        }
        else if (prompt.Length > MaxPromptLength)
        {
            mistakes.Insert(0, new Mistake.PromptTooLong(prompt.Length));
        }

        if (mistakes.Count > 0)
        {
            return new Command.Mistaken(mistakes);
        }

        var typed = data.Under(arguments) with
        {
            Prompt = prompt,
            NegativePrompt = Negatives.Join([
                arguments.NegativePrompt,
                data.NegativePrompt,
                .. syntax.Negative,
                chosen.NegativePrompt,
            ]),
            LeftOut = [.. data.LeftOut, .. options.LeftOut, .. syntax.LeftOut],
        };
        return new Command.Imagine(chosen.Over(typed));
    }
}
