using System.Globalization;
using System.Text.RegularExpressions;
using Flash.Bots.Styles;

namespace Flash.Bots.Commands;

/// <summary>What stands behind an option's name.</summary>
/// <param name="End">Behind the value.</param>
internal readonly partial record struct OptionValue(int End)
{
    /// <summary>Takes the value over; null where it could not be read.</summary>
    public Func<ImagineArguments, ImagineArguments>? Apply { get; init; }

    /// <summary>What is wrong with it.</summary>
    public Mistake? Mistake { get; init; }

    /// <summary>It was read, and is nothing that can be done here.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The words go on to the next option or line.</summary>
    public bool TakesWords { get; init; }

    public bool IsGood => Apply is not null || IsForeign;

    /// <summary>Reads the value of an option.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="plain">The same in plain characters.</param>
    /// <param name="head">The option.</param>
    public static OptionValue Read(string text, string plain, OptionHead head)
    {
        var at = Separator().Match(plain, head.ValueStart) is { Success: true } separator
            ? separator.Index + separator.Length
            : head.ValueStart;
        return head.Kind switch
        {
            OptionKind.Seed => Seed(text, plain, at),
            OptionKind.Steps => Whole(text, plain, at, "steps", ImagineParser.MaxInferenceSteps, (arguments, n) =>
                arguments with
                {
                    InferenceSteps = n,
                }
            ),
            OptionKind.Count => Whole(text, plain, at, "count", ImagineParser.MaxCount, (arguments, n) =>
                arguments with
                {
                    Count = n,
                }
            ),
            OptionKind.Width => Whole(text, plain, at, "width", 8_192, (arguments, n) => arguments with { Width = n }),
            OptionKind.Height => Whole(text, plain, at, "height", 8_192, (arguments, n) =>
                arguments with
                {
                    Height = n,
                }
            ),
            OptionKind.Chaos => Chaos(text, plain, at),
            // "--aspect ratio 16:9".
            OptionKind.Shape => Shape(text, plain, at + Ratio().Match(plain, at).Length),
            OptionKind.Strength => Strength(text, plain, at),
            OptionKind.Style => Style(text, plain, at),
            OptionKind.Model => Model(text, plain, at),
            OptionKind.Negative => new OptionValue(at) { TakesWords = true },
            OptionKind.ForeignNumber => Foreign(text, plain, head.ValueStart, at, ForeignNumber()),
            OptionKind.ForeignReference => Foreign(text, plain, head.ValueStart, at, ForeignReference()),
            OptionKind.ForeignWord => Foreign(text, plain, head.ValueStart, at, ForeignWord()),
            _ => Ends(plain, head.ValueStart) ? new OptionValue(head.ValueStart) { IsForeign = true } : default,
        };
    }

    /// <summary>The style, or another program's name for one, that words begin with; up to three words long.</summary>
    private static OptionValue Style(string text, string plain, int at)
    {
        if (Quoted(text, at) is { } quoted)
        {
            return StyleTable.NameOf(quoted.Value) is { } known
                ? new OptionValue(quoted.End) { Apply = arguments => arguments with { Style = known } }
                : new OptionValue(quoted.End) { Mistake = new Mistake.UnknownStyle(quoted.Value) };
        }

        var words = StyleWords().Match(text, at);
        for (var count = words.Groups[1].Captures.Count; count > 0; count--)
        {
            var last = words.Groups[1].Captures[count - 1];
            var end = last.Index + last.Length;
            var typed = text[at..end];
            if (StyleTable.NameOf(typed) is { } name)
            {
                return new OptionValue(end) { Apply = arguments => arguments with { Style = name } };
            }

            if (
                typed.ToLowerInvariant()
                is "raw"
                    or "cute"
                    or "scenic"
                    or "expressive"
                    or "original"
                    or "4a"
                    or "4b"
                    or "4c"
            )
            {
                return new OptionValue(end) { IsForeign = true };
            }
        }

        var given = Given(text, plain, at);
        return new OptionValue(at + given.Length) { Mistake = new Mistake.UnknownStyle(given) };
    }

    private static OptionValue Model(string text, string plain, int at)
    {
        var (value, end) = Quoted(text, at) ?? (Given(text, plain, at), at + Given(text, plain, at).Length);
        return new OptionValue(end) { Apply = arguments => arguments with { Model = value } };
    }

    private static OptionValue Seed(string text, string plain, int at)
    {
        var (from, quotedEnd) = Unquoted(text, at);
        var chance = Chance().Match(plain, from);
        if (chance.Success && Ends(plain, chance.Index + chance.Length))
        {
            return new OptionValue(quotedEnd ?? (chance.Index + chance.Length))
            {
                Apply = arguments => arguments with { Seed = null, IsNewSeed = true },
            };
        }

        return Number(plain, from, ImagineParser.MaxSeed) is var (seed, end)
            ? new OptionValue(quotedEnd ?? end) { Apply = arguments => arguments with { Seed = seed } }
            : Bad(text, plain, at, given => new Mistake.NotANumber("seed", given, 0, ImagineParser.MaxSeed));
    }

    private static OptionValue Whole(
        string text,
        string plain,
        int at,
        string name,
        int max,
        Func<ImagineArguments, int, ImagineArguments> set
    )
    {
        var (from, quotedEnd) = Unquoted(text, at);
        return (Number(plain, from, (ulong)max) ?? Spelled(plain, from)) is var (number, end) && number > 0
            ? new OptionValue(quotedEnd ?? end) { Apply = arguments => set(arguments, (int)number) }
            : Bad(text, plain, at, given => new Mistake.NotANumber(name, given, 1, (ulong)max));
    }

    private static OptionValue Shape(string text, string plain, int at)
    {
        var (from, quotedEnd) = Unquoted(text, at);
        var match = ShapeWords().Match(plain, from);
        var end = match.Index + match.Length;
        return match.Success && Ends(plain, end) && AspectRatio.TryParse(match.Value, out var ratio)
            ? new OptionValue(quotedEnd ?? end) { Apply = arguments => arguments with { AspectRatio = ratio } }
            : Bad(text, plain, at, given => new Mistake.NotARatio(given));
    }

    private static OptionValue Strength(string text, string plain, int at)
    {
        var (from, quotedEnd) = Unquoted(text, at);
        var match = Percent().Match(plain, from);
        var end = match.Index + match.Length;
        if (
            match.Success
            && Ends(plain, end)
            && double.TryParse(
                match.Groups[1].Value.Replace(',', '.'),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            // 0.6 is a share, 60 and 60 % are hundredths of one.
            var isShare =
                !match.Groups[2].Success && number <= 1 && match.Groups[1].Value.AsSpan().ContainsAny('.', ',');
            var share = isShare ? number : number / 100;
            if (share is >= ImagineParser.MinStrength / 100.0 and <= ImagineParser.MaxStrength / 100.0)
            {
                return new OptionValue(quotedEnd ?? end) { Apply = arguments => arguments with { Strength = share } };
            }
        }

        return Bad(text, plain, at, given => new Mistake.NotANumber(
            "strength",
            given,
            ImagineParser.MinStrength,
            ImagineParser.MaxStrength
        ));
    }

    private static OptionValue Foreign(string text, string plain, int nameEnd, int at, Regex values)
    {
        if (Quoted(text, at) is { } quoted)
        {
            return new OptionValue(quoted.End) { IsForeign = true };
        }

        var match = values.Match(plain, at);
        var end = match.Success && match.Length > 0 ? match.Index + match.Length : nameEnd;
        return Ends(plain, end) ? new OptionValue(end) { IsForeign = true } : default;
    }

    private static (ulong Number, int End)? Number(string plain, int at, ulong max)
    {
        var match = Digits().Match(plain, at);
        return
            match.Success
            && Ends(plain, match.Index + match.Length)
            && ulong.TryParse(
                match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number <= max
            ? (number, match.Index + match.Length)
            : null;
    }

    private static (ulong Number, int End)? Spelled(string plain, int at) =>
        SmallNumber().Match(plain, at) is { Success: true } match && Ends(plain, match.Index + match.Length)
            ? match.Value.ToLowerInvariant() switch
            {
                "one" => (1UL, match.Index + match.Length),
                "two" => (2UL, match.Index + match.Length),
                "three" => (3UL, match.Index + match.Length),
                _ => (4UL, match.Index + match.Length),
            }
            : null;
}
