using System.Collections.Frozen;
using F23.StringSimilarity;

namespace Flash.Bots.Commands;

/// <summary>What the value of an option is.</summary>
internal enum OptionKind
{
    Seed,
    Steps,
    Count,
    Shape,
    Negative,
    Style,
    Strength,
    Model,
    Chaos,
    Width,
    Height,

    /// <summary>Another program's option with a number, or none.</summary>
    ForeignNumber,

    /// <summary>Another program's option without a value.</summary>
    ForeignFlag,

    /// <summary>Another program's option with addresses or codes.</summary>
    ForeignReference,

    /// <summary>Another program's option with one word.</summary>
    ForeignWord,
}

/// <summary>Options by what people call them: ours, their other names, and those of the programs that people come
/// from.</summary>
internal static class OptionNames
{
    /// <summary>Ours, in the order in which they are told.</summary>
    public static readonly IReadOnlyList<string> Own =
    [
        "seed",
        "steps",
        "count",
        "ar",
        "no",
        "style",
        "strength",
        "model",
        "chaos",
    ];

    private static readonly FrozenDictionary<string, OptionKind> Kinds = Table(
        (OptionKind.Seed, "seed sameseed graine semilla сид зерно 种子"),
        (OptionKind.Steps, "steps step inference-steps num-inference-steps sampling-steps"),
        (
            OptionKind.Count,
            "count n num number images pictures batch batch-size num-images num-outputs anzahl cantidad количество 数量"
        ),
        (
            OptionKind.Shape,
            "ar aspect aspect-ratio aspectratio ratio shape size resolution res format formato формат размер 比例 尺寸"
        ),
        (OptionKind.Negative, "no neg negative negative-prompt without exclude not ohne sans sin sem senza без 不要"),
        (OptionKind.Style, "style styles stil estilo stile стиль 风格"),
        (OptionKind.Strength, "strength denoise denoising denoising-strength image-strength prompt-strength"),
        (OptionKind.Model, "model m"),
        (OptionKind.Chaos, "chaos c vary variety variation"),
        (OptionKind.Width, "width"),
        (OptionKind.Height, "height h"),
        // Midjourney's, present and past, and what the web interfaces of Stable Diffusion call theirs.
        (
            OptionKind.ForeignNumber,
            "v ver version s stylize stylise q quality niji w weird stop iw image-weight sw cw ow sv exp r repeat "
                + "cfg cfg-scale guidance guidance-scale scale clip-skip clipskip bs motion-strength dw"
        ),
        (
            OptionKind.ForeignFlag,
            "tile fast relax turbo stealth public private raw draft hd hq lq uplight upbeta upanime upscale test testp "
                + "creative beta video old mp fun vibe vibefast light remaster hires hires-fix"
        ),
        (OptionKind.ForeignReference, "sref cref oref dref image-prompt p personalize personalise profile"),
        (OptionKind.ForeignWord, "motion loop end sampler scheduler schedule-type vae visibility lora")
    );

    // In front of these a dash is no punctuation in any language.
    private static readonly FrozenSet<string> Unmistakable = FrozenSet.ToFrozenSet([
        "ar",
        "aspect-ratio",
        "aspectratio",
        "stylize",
        "stylise",
        "niji",
        "sref",
        "cref",
        "oref",
        "cfg",
        "cfg-scale",
    ]);

    // One hyphen is enough where a number must follow.
    private static readonly FrozenSet<string> AfterOneHyphen = FrozenSet.ToFrozenSet([
        "no",
        "ar",
        "aspect",
        "seed",
        "steps",
        "count",
        "n",
        "strength",
        "width",
        "height",
        "v",
        "version",
        "s",
        "stylize",
        "c",
        "chaos",
        "q",
        "quality",
        "niji",
        "iw",
        "cfg",
        "h",
        "w",
    ]);

    // Letters to add, take out, replace, or exchange with their neighbour.
    private static readonly OptimalStringAlignment Slips = new();

    /// <summary>What an option is, by any of its names; null for one that no program has.</summary>
    /// <param name="name">Of any case, with <c>-</c> or <c>_</c> between its words.</param>
    public static OptionKind? Find(string name) => Kinds.TryGetValue(Normal(name), out var kind) ? kind : null;

    /// <summary>Ours that a name is a slip of the finger for: one letter more, less, other, or two exchanged; null for
    /// none.</summary>
    public static string? Nearest(string name)
    {
        var typed = Normal(name);
        var others = Kinds
            .Where(kind => !kind.Value.IsForeign())
            .Select(kind => kind.Key)
            .Order(StringComparer.Ordinal);
        return typed.Length < 3
            ? null
            : Own.Concat(others.Where(other => other.Length > 3))
                .Where(known => Slips.Distance(typed, known) <= (known.Length > 4 ? 2 : 1))
                .OrderBy(known => Slips.Distance(typed, known))
                .FirstOrDefault();
    }

    public static bool IsUnmistakable(string name) => Unmistakable.Contains(Normal(name));

    public static bool StandsAfterOneHyphen(string name) => AfterOneHyphen.Contains(Normal(name));

    /// <summary>Whether other programs have it and this one does not.</summary>
    public static bool IsForeign(this OptionKind kind) => kind >= OptionKind.ForeignNumber;

    private static string Normal(string name) => name.ToLowerInvariant().Replace('_', '-');

    private static FrozenDictionary<string, OptionKind> Table(params (OptionKind Kind, string Names)[] kinds) =>
        kinds
            .SelectMany(kind => kind.Names.Split(' ').Select(name => (name, kind.Kind)))
            .ToFrozenDictionary(pair => pair.name, pair => pair.Kind, StringComparer.Ordinal);
}
