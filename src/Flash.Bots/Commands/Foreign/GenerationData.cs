using System.Globalization;
using System.Text.RegularExpressions;

namespace Flash.Bots.Commands.Foreign;

/// <summary>
/// The recipe as the web interfaces of Stable Diffusion write it below a picture and into its file, as Flash does
/// itself: the prompt, <c>Negative prompt: …</c> and <c>Steps: 25, Sampler: Euler a, Seed: 7, Size: 768x512, …</c>, on
/// lines of their own or all in one.
/// </summary>
/// <param name="Text">What is left: the prompt.</param>
internal sealed partial record GenerationData(string Text)
{
    public string NegativePrompt { get; private init; } = "";

    /// <summary>Settings that mean nothing here.</summary>
    public IReadOnlyList<string> LeftOut { get; private init; } = [];

    private ImagineArguments Settings { get; init; } = ImagineArguments.Nothing;

    public static GenerationData Read(string text)
    {
        var plain = Glyphs.Plain(text);
        var tail = SettingsStart().Matches(plain).LastOrDefault();
        var negative = NegativeStart().Match(plain);
        if (tail is null && !negative.Success)
        {
            return new GenerationData(text);
        }

        var tailAt = tail?.Groups[1].Index ?? text.Length;
        if (negative.Success && negative.Index > tailAt)
        {
            negative = Match.Empty;
        }

        var promptEnd = negative.Success ? negative.Index : tailAt;
        var data = new GenerationData(text[..promptEnd]);
        if (negative.Success)
        {
            var (words, rest) = UpToOptions(text[(negative.Index + negative.Length)..tailAt]);
            var syntax = PromptSyntax.Read(PlainText.Clean(words));
            data = data with
            {
                Text = data.Text + rest,
                NegativePrompt = Unweighted().Replace(syntax.Prompt, "$1").Trim(' ', ','),
                LeftOut = syntax.LeftOut,
            };
        }

        var (settings, typed) = UpToOptions(text[tailAt..]);
        return (data with { Text = data.Text + typed }).WithSettings(settings);
    }

    /// <summary>What was typed as options, and where nothing was, what the recipe says.</summary>
    public ImagineArguments Under(ImagineArguments typed) =>
        typed.Over(Settings) with
        {
            SuggestedSteps = typed.InferenceSteps is null ? Settings.SuggestedSteps : null,
            SuggestedModel = typed.Model is null ? Settings.SuggestedModel : null,
        };

    private GenerationData WithSettings(string tail)
    {
        var (settings, leftOut) = (Settings, LeftOut.ToList());
        foreach (Match field in Field().Matches(tail))
        {
            var (key, value) = (field.Groups[1].Value.Trim(), field.Groups[2].Value.Trim().TrimEnd(','));
            switch (key.ToLowerInvariant())
            {
                case "steps"
                    when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var steps)
                        && steps is > 0 and <= 1_000:
                    settings = settings with { SuggestedSteps = steps };
                    break;
                case "seed"
                    when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
                        && seed <= ImagineParser.MaxSeed:
                    settings = settings with { Seed = seed };
                    break;
                case "seed" when value is "-1":
                    break;
                case "size" when AspectRatio.TryParse(value, out var ratio):
                    settings = settings with { AspectRatio = ratio };
                    break;
                case "model" when value is not "":
                    settings = settings with { SuggestedModel = value };
                    break;
                case "":
                    break;
                default:
                    // Hashes and lists of resources say nothing to a reader.
                    leftOut.Add(value.Length is 0 or > 30 || value[0] is '{' or '[' or '"' ? key : $"{key} {value}");
                    break;
            }
        }

        return this with
        {
            Settings = settings,
            LeftOut = leftOut,
        };
    }

    // "Negative prompt: clouds --ar 3:2": options stay options.
    private static (string Words, string After) UpToOptions(string text)
    {
        var options = OptionStart().Match(text);
        return options.Success ? (text[..options.Index], " " + text[options.Index..]) : (text, "");
    }

    [GeneratedRegex(
        @"(?:^|[\s,.;])((?:Steps:\s*\d+\s*(?:,\s*[A-Z][\w ]{1,30}:|$|\n\s*[A-Z][\w ]{1,30}:)|(?<=^|\n)\s*(?:Sampler|"
            + @"CFG scale|Seed|Size|Model hash|Model|Clip skip):\s*[^\n]{1,80}(?:,\s*[A-Z][\w ]{1,30}:|"
            + @"\n\s*[A-Z][\w ]{1,30}:|\s*$)))"
    )]
    private static partial Regex SettingsStart();

    [GeneratedRegex(@"(?:^|[\s,.;]+)negative(?:[ _]prompts?)?\s*[:=]\s*", RegexOptions.IgnoreCase)]
    private static partial Regex NegativeStart();

    [GeneratedRegex(
        @"\s*([A-Za-z][\w .+-]{0,40}?)\s*:\s*(""(?:[^""\\]|\\.)*""|\{[^\n]*\}|\[[^\n]*\]|[^,\n]*)\s*(?:[,\n]|$)"
    )]
    private static partial Regex Field();

    [GeneratedRegex(@"(?<=\s)(?:--|[—–])[a-zA-Z]")]
    private static partial Regex OptionStart();

    [GeneratedRegex(@"[(\[]+([^()\[\]:]*)(?::[\d.]+)?[)\]]+")]
    private static partial Regex Unweighted();
}
