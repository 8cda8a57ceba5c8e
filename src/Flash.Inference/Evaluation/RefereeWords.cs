namespace Flash.Inference.Evaluation;

/// <summary>What a referee reads, as a sentence.</summary>
internal static class RefereeWords
{
    /// <summary>Less sure of something than this, nothing is said of it; of the subject it is to be surer.</summary>
    private const double Sure = 0.6,
        SureOfSubject = 0.7;

    private static readonly string[] Numbers = ["two", "three", "four"];

    private static readonly Dictionary<string, string> Places = new(StringComparer.Ordinal)
    {
        ["sea"] = "on the sea",
        ["sky"] = "in the sky",
        ["underwater"] = "under water",
        ["meadow"] = "in a meadow",
        ["desert"] = "in the desert",
        ["snow"] = "in the snow",
        ["city"] = "in a city",
        ["forest"] = "in a forest",
        ["mountains"] = "in the mountains",
        ["room"] = "in a room",
        ["space"] = "in space",
    };

    private static readonly Dictionary<string, string> Plurals = new(StringComparer.Ordinal)
    {
        ["fish"] = "fish",
        ["jellyfish"] = "jellyfish",
        ["butterfly"] = "butterflies",
        ["octopus"] = "octopuses",
        ["fox"] = "foxes",
        ["cactus"] = "cacti",
        ["person"] = "people",
        ["snowman"] = "snowmen",
    };

    /// <param name="seen">What is seen of each attribute, and how surely, 0 to 1.</param>
    public static string? Of(IReadOnlyDictionary<string, (string Seen, double Share)> seen)
    {
        if (Known("subject", SureOfSubject) is not { } subject)
        {
            return null;
        }

        var colour = Known("colour", Sure);
        var things =
            Known("count", Sure) is [var digit] && digit is >= '2' and <= '4'
                ? $"{Numbers[digit - '2']} {Joined(colour, Plurals.GetValueOrDefault(subject, subject + "s"))}"
                : One(Joined(colour, subject));
        var beside = (Known("relation", Sure), Known("companion", Sure)) switch
        {
            (_, null or "none") or (null or "none", _) => "",
            ("between", var other) => $" between {Plurals.GetValueOrDefault(other, other + "s")}",
            var (relation, other) => $" {relation} {One(other)}",
        };
        var place =
            Known("setting", Sure) is { } setting && Places.TryGetValue(setting, out var there) ? $" {there}" : "";
        var style = Known("style", Sure) is { } name and not "illustration" ? $", {name}" : "";
        return $"{things}{beside}{place}{style}";

        string? Known(string attribute, double least) =>
            seen.TryGetValue(attribute, out var read) && read.Share >= least ? read.Seen : null;
    }

    private static string Joined(string? first, string second) => first is null ? second : $"{first} {second}";

    private static string One(string thing) =>
        "aeiou".Contains(thing[0], StringComparison.Ordinal) ? $"an {thing}" : $"a {thing}";
}
