using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Flash.Bots.Commands;

/// <summary>Takes the options out of what was typed.</summary>
/// <param name="Words">What is left: the prompt as typed.</param>
/// <param name="Arguments">What the options say; its prompt is empty.</param>
/// <param name="LeftOut">Options that are other programs', or were typed again.</param>
/// <param name="Mistakes">Options that cannot be read; in the order in which they were typed.</param>
internal sealed partial record OptionReader(
    string Words,
    ImagineArguments Arguments,
    IReadOnlyList<string> LeftOut,
    IReadOnlyList<Mistake> Mistakes
)
{
    /// <param name="text">As typed; lines count.</param>
    public static OptionReader Read(string text)
    {
        var plain = Glyphs.Plain(text);
        var found = Find(text, plain);
        if (found.Count == 0)
        {
            return new OptionReader(PlainText.Clean(text), ImagineArguments.Nothing, [], []);
        }

        var arguments = ImagineArguments.Nothing;
        var (words, leftOut, mistakes) = (new StringBuilder(), new List<string>(), new List<Mistake>());
        var typed = new Dictionary<OptionKind, string>();
        var negative = new List<string>();
        var (at, weird) = (0, "");
        for (var i = 0; i < found.Count; i++)
        {
            var (head, value) = found[i];
            words.Append(text, at, head.Start - at).Append(' ');
            at = value.End;
            if (value.TakesWords)
            {
                at = WordsEnd(text, value.End, i + 1 < found.Count ? found[i + 1].Head.Start : text.Length);
                at = BeforePrompt(
                    text,
                    value.End,
                    at,
                    isLast: i + 1 == found.Count && !PlainText.SaysSomething(words.ToString())
                );
                var things = Negatives.Clean(text[value.End..at]);
                if (PlainText.IsVisible(things))
                {
                    negative.Add(things);
                }
                else
                {
                    mistakes.Add(new Mistake.NothingToLeaveOut());
                }

                continue;
            }

            var option = Spelled(head, text, value.End);
            if (value.Apply is { } apply)
            {
                if (typed.TryGetValue(head.Kind!.Value, out var before) && before != option)
                {
                    leftOut.Add(before);
                }

                typed[head.Kind!.Value] = option;
                arguments = apply(arguments);
            }
            else if (value.IsForeign)
            {
                leftOut.Add(option);
                weird = head.Name.Equals("w", StringComparison.OrdinalIgnoreCase) ? option : weird;
            }
            else
            {
                mistakes.Add(value.Mistake ?? new Mistake.UnknownOption(head.Name));
            }
        }

        words.Append(text, at, text.Length - at);
        arguments = Shaped(arguments with { NegativePrompt = Negatives.Join(negative) }, weird, leftOut);
        return new OptionReader(Tidy(words.ToString()), arguments, leftOut, mistakes);
    }

    /// <summary>Takes doubled commas and spaces away that something left behind.</summary>
    internal static string Tidy(string text)
    {
        var clean = Commas().Replace(SpaceBefore().Replace(PlainText.Clean(text), "$1"), ", ");
        return clean.Trim(' ', ',', ';');
    }

    private static List<(OptionHead Head, OptionValue Value)> Find(string text, string plain)
    {
        var found = new List<(OptionHead, OptionValue)>();
        for (var i = 0; i < text.Length; i++)
        {
            // What stands in quotes is the prompt's own, unless an option's value is what stands in them.
            if (
                (i == 0 || text[i - 1] is ' ' or '\n')
                && text[i] is not ('\'' or '‘')
                && OptionValue.Quoted(text, i) is { } quoted
            )
            {
                i = quoted.End - 1;
                continue;
            }

            if (!Glyphs.IsDash(plain[i]))
            {
                continue;
            }

            if (OptionHead.Read(plain, i) is { } head && Value(text, plain, head) is { } value)
            {
                found.Add((head, value));
                i = Math.Max(i, value.End - 1);
            }
            else
            {
                while (i + 1 < plain.Length && Glyphs.IsDash(plain[i + 1]))
                {
                    i++;
                }
            }
        }

        return found;
    }

    private static OptionValue? Value(string text, string plain, OptionHead head)
    {
        if (head.Kind is null)
        {
            return new OptionValue(UnknownEnd(plain, head));
        }

        var value = OptionValue.Read(text, plain, head);
        return head.Trust switch
        {
            Trust.Sure => value.End == 0 ? new OptionValue(UnknownEnd(plain, head)) : value,
            Trust.WithWords => value.IsGood || value.TakesWords ? value : null,
            _ => value.IsGood && (!value.IsForeign || value.End > head.ValueStart) ? value : null,
        };
    }

    // "--sparkle=oil" is one mistake.
    private static int UnknownEnd(string plain, OptionHead head) =>
        head.ValueStart + Glued().Match(plain, head.ValueStart).Length;

    // To the end of the line, or of the quotes where the words stand in quotes.
    private static int WordsEnd(string text, int from, int next)
    {
        var line = text.IndexOf('\n', from, next - from);
        var end = line < 0 ? next : line;
        var at = from;
        while (OptionValue.Quoted(text, at) is { } quoted && quoted.End <= end)
        {
            at = quoted.End;
            if (More().Match(text, at) is { Success: true } more && more.Index + more.Length < end)
            {
                at += more.Length;
                continue;
            }

            return at;
        }

        return end;
    }

    // "--no dogs, a cat": where nothing else is said, what begins like a prompt is one.
    private static int BeforePrompt(string text, int from, int end, bool isLast) =>
        isLast && PromptBehind().Match(text, from, end - from) is { Success: true } behind ? behind.Index : end;

    private static string Spelled(OptionHead head, string text, int end) =>
        PlainText.Clean(
            $"--{head.Name.ToLowerInvariant()} {text[head.ValueStart..end].TrimStart(' ', '=', ':', '：')}"
        );

    // Midjourney's "--w" was a width before it was how weird a picture is.
    private static ImagineArguments Shaped(ImagineArguments arguments, string weird, List<string> leftOut)
    {
        var width = arguments.Width;
        if (
            width is null
            && arguments.Height is not null
            && int.TryParse(weird.Split(' ')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var pixels)
        )
        {
            width = pixels;
            leftOut.Remove(weird);
        }

        if (
            arguments.AspectRatio is null
            && width is { } w
            && arguments.Height is { } h
            && AspectRatio.TryMake(w, h, out var ratio)
        )
        {
            return arguments with { AspectRatio = ratio };
        }

        if (arguments.Width is { } left)
        {
            leftOut.Add($"--width {left}");
        }

        if (arguments.Height is { } over)
        {
            leftOut.Add($"--height {over}");
        }

        return arguments;
    }

    [GeneratedRegex(
        @"(?<=\S)\s*(?:[,;.]\s*|(?<!\b(?:in|on|of|at|with|and|or|for|to|from|by|und|im|auf|et|dans|y|en|de))\s)(?="
            + @"(?:an?|the|my|one|two|three|four|eine?|der|die|das|une?|le|la|les|un[ao]?|el|los|las|uma?)\s+\p{L})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PromptBehind();

    [GeneratedRegex(@"\s+([,;.!?，。、；！？])")]
    private static partial Regex SpaceBefore();

    [GeneratedRegex(@",(?:\s*[,;])+\s*")]
    private static partial Regex Commas();

    [GeneratedRegex(@"\G[=:]\S*")]
    private static partial Regex Glued();

    [GeneratedRegex(@"\G\s*(?:,|and|&)\s*(?=[""“„«‹「『'‘])")]
    private static partial Regex More();
}
