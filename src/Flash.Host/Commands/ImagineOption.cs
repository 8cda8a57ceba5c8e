using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Flash.Host.Commands;

/// <summary>Options that several commands of the model share, each refusing what it cannot be in one
/// sentence.</summary>
internal static class ImagineOption
{
    public static Option<string> Model() =>
        new("--model") { Description = "A model of `flash models list`, or a path to a model folder." };

    public static Option<bool> Json() =>
        new("--json") { Description = "Prints one JSON object instead of lines for people." };

    public static Option<ulong?> Seed() =>
        Number(
            "--seed",
            "The same seed draws the same pictures. Chosen by chance when not given.",
            ulong.MinValue,
            ulong.MaxValue
        );

    public static Option<int?> Whole(string name, string description, int min, int max) =>
        Number(name, description, min, max);

    public static Option<long?> Bytes(string name, string description) =>
        Number(name, description, 1000L, 1_000_000_000L);

    /// <summary>One of these words, in lower case.</summary>
    public static Option<T?> OneOf<T>(string name, string description, params T[] allowed)
        where T : struct, Enum
    {
        T? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value;
            foreach (var value in allowed)
            {
                if (text.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            result.AddError($"{name} is one of {string.Join(", ", allowed).ToLowerInvariant()}; '{text}' was given.");
            return null;
        }

        return new Option<T?>(name)
        {
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = Parse,
        };
    }

    /// <summary>A number above 0 and at most 1.</summary>
    public static Option<double?> Share(string name, string description)
    {
        double? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value;
            if (
                double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                && value is > 0 and <= 1
            )
            {
                return value;
            }

            result.AddError($"{name} is a number above 0 and at most 1; '{text}' was given.");
            return null;
        }

        return new Option<double?>(name)
        {
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = Parse,
        };
    }

    private static Option<T?> Number<T>(string name, string description, T min, T max)
        where T : struct, IBinaryInteger<T>
    {
        T? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value; // the arity below: exactly one
            if (
                T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= min
                && value <= max
            )
            {
                return value;
            }

            result.AddError($"{name} is a whole number from {min} to {max}; '{text}' was given.");
            return null;
        }

        return new Option<T?>(name)
        {
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = Parse,
        };
    }
}
