using System.Globalization;
using Flash.Bots.Replies;
using Flash.Bots.Styles;

namespace Flash.Bots.Commands;

/// <summary>Reads <c>PROMPT [--seed N] [--steps N] [--count N] [--ar W:H] [--no THING] [--style NAME] [--strength N]
/// [--model NAME]</c>, options anywhere.</summary>
public static class ImagineParser
{
    public const int MaxPromptLength = 1_000;
    public const int MaxInferenceSteps = 8;
    public const int MaxCount = 4;

    /// <summary>Of a picture to start from, in percent.</summary>
    public const int MinStrength = 10,
        MaxStrength = 100;

    /// <summary>The largest seed: what every language's 64-bit integer can hold.</summary>
    public const ulong MaxSeed = long.MaxValue;

    public static readonly string[] Options = ["seed", "steps", "count", "ar", "no", "style", "strength", "model"];

    /// <param name="text">Clean text without the command.</param>
    public static Command Parse(string text)
    {
        var words = new WordReader(text);
        var prompt = new List<string>();
        var arguments = new ImagineArguments("");
        while (words.TryRead(out var word))
        {
            if (!IsOption(word, out var option, out var value))
            {
                prompt.Add(word);
                continue;
            }

            value ??= words.TryReadValue(joinCommas: option == "no");
            var mistake = Apply(option, value, ref arguments);
            if (mistake is not null)
            {
                return new Command.Mistaken(mistake);
            }
        }

        var joined = WordReader.Unquote(string.Join(' ', prompt));
        return joined switch
        {
            _ when !PlainText.IsVisible(joined) => new Command.Mistaken(Texts.NoPrompt),
            { Length: > MaxPromptLength } => new Command.Mistaken(Texts.PromptTooLong(joined.Length)),
            _ => new Command.Imagine(arguments with { Prompt = joined }),
        };
    }

    // Phones turn "--" into a dash. A dash in front of a word is also good punctuation, so there it must be an option
    // we know.
    private static bool IsOption(string word, out string name, out string? value)
    {
        var dashes =
            word.StartsWith("--", StringComparison.Ordinal) ? 2
            : word.StartsWith('—') || word.StartsWith('–') ? 1
            : 0;
        var body = word[dashes..];
        var equals = body.IndexOf('=', StringComparison.Ordinal);
        name = (equals < 0 ? body : body[..equals]).ToLowerInvariant();
        value = equals < 0 ? null : WordReader.Unquote(body[(equals + 1)..]);
        return dashes switch
        {
            2 => name.Length > 0 && char.IsLetter(name[0]),
            1 => Options.Contains(name),
            _ => false,
        };
    }

    private static string? Apply(string option, string? value, ref ImagineArguments arguments)
    {
        switch (option)
        {
            case "seed":
                if (
                    !ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
                    || seed > MaxSeed
                )
                {
                    return Texts.NotANumber("--seed", value, MaxSeed, from: 0);
                }

                arguments = arguments with { Seed = seed };
                return null;
            case "steps":
                if (!TryParse(value, MaxInferenceSteps, out var steps))
                {
                    return Texts.NotANumber("--steps", value, MaxInferenceSteps);
                }

                arguments = arguments with { InferenceSteps = steps };
                return null;
            case "count":
                if (!TryParse(value, MaxCount, out var count))
                {
                    return Texts.NotANumber("--count", value, MaxCount);
                }

                arguments = arguments with { Count = count };
                return null;
            case "ar":
                if (value is null || !AspectRatio.TryParse(value, out var ratio))
                {
                    return Texts.NotARatio(value);
                }

                arguments = arguments with { AspectRatio = ratio };
                return null;
            case "no":
                if (value is null || value.Length > MaxPromptLength || !PlainText.IsVisible(value))
                {
                    return Texts.NothingToLeaveOut;
                }

                arguments = arguments with
                {
                    NegativePrompt = arguments.NegativePrompt is "" ? value : $"{arguments.NegativePrompt}, {value}",
                };
                return null;
            case "style":
                var style = StyleTable.Find(value)?.Name
                    ?? (StyleTable.None.Equals(value, StringComparison.OrdinalIgnoreCase) ? StyleTable.None : null);
                if (style is null)
                {
                    return Texts.UnknownStyle(value ?? "", StyleTable.Names);
                }

                arguments = arguments with { Style = style };
                return null;
            case "strength":
                if (!TryParse(value, MaxStrength, out var strength) || strength < MinStrength)
                {
                    return Texts.NotANumber("--strength", value, MaxStrength, MinStrength);
                }

                arguments = arguments with { Strength = strength / 100.0 };
                return null;
            case "model":
                arguments = arguments with { Model = value ?? "" };
                return null;
            default:
                return Texts.UnknownOption(option);
        }
    }

    private static bool TryParse(string? value, int max, out int number) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number >= 1
        && number <= max;
}
