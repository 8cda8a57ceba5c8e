using System.Globalization;
using Flash.Bots.Styles;

namespace Flash.Bots.Commands;

/// <summary>Options of <c>/imagine</c> that were chosen in a form or menu instead of typed; null for what was
/// not.</summary>
public sealed record ChosenOptions
{
    public static readonly ChosenOptions None = new();

    public long? Seed { get; init; }

    public long? Steps { get; init; }

    public long? Count { get; init; }

    /// <summary>As <see cref="AspectRatio.TryParse"/> reads it.</summary>
    public string? Shape { get; init; }

    /// <summary>A name that <see cref="StyleTable"/> knows.</summary>
    public string? Style { get; init; }

    public string? Model { get; init; }

    /// <summary>What to leave out.</summary>
    public string? Negative { get; init; }

    /// <summary>In percent.</summary>
    public long? Strength { get; init; }

    /// <summary>The same as arguments without words.</summary>
    /// <param name="mistakes">Receives what cannot be done: menus may be older than this program.</param>
    internal ImagineArguments Read(List<Mistake> mistakes)
    {
        var (ratio, style) = (default(AspectRatio?), default(string));
        if (!string.IsNullOrWhiteSpace(Shape))
        {
            ratio = AspectRatio.TryParse(Shape, out var parsed) ? parsed : null;
            Check(ratio is not null, new Mistake.NotARatio(Shape));
        }

        if (!string.IsNullOrWhiteSpace(Style))
        {
            style = StyleTable.NameOf(Style);
            Check(style is not null, new Mistake.UnknownStyle(Style));
        }

        Check(Seed is null or >= 0, Number("seed", Seed, 0, ImagineParser.MaxSeed));
        Check(
            Steps is null or >= 1 and <= ImagineParser.MaxInferenceSteps,
            Number("steps", Steps, 1, ImagineParser.MaxInferenceSteps)
        );
        Check(Count is null or >= 1 and <= ImagineParser.MaxCount, Number("count", Count, 1, ImagineParser.MaxCount));
        Check(
            Strength is null or >= ImagineParser.MinStrength and <= ImagineParser.MaxStrength,
            Number("strength", Strength, ImagineParser.MinStrength, ImagineParser.MaxStrength)
        );
        return ImagineArguments.Nothing with
        {
            Seed = (ulong?)Seed,
            InferenceSteps = (int?)Steps,
            Count = (int?)Count,
            AspectRatio = ratio,
            Style = style,
            Model = string.IsNullOrWhiteSpace(Model) ? null : Model.Trim(),
            NegativePrompt = Negatives.Clean(Negative ?? ""),
            Strength = Strength / 100.0,
        };

        void Check(bool isGood, Mistake mistake)
        {
            if (!isGood)
            {
                mistakes.Add(mistake);
            }
        }
    }

    private static Mistake.NotANumber Number(string option, long? value, ulong from, ulong max) =>
        new(option, value?.ToString(CultureInfo.InvariantCulture), from, max);
}
