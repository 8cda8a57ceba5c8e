namespace Flash.Host.Evaluation;

/// <summary>One line of the table: a model at a number of steps. What was not measured is null.</summary>
/// <param name="Steps">Denoising steps.</param>
/// <param name="Pictures">How many were measured.</param>
/// <param name="Milliseconds">Median from prompt to pixels, one picture at a time.</param>
/// <param name="Accuracy">Percent of pictures in which the referee reads what was asked for, by attribute.</param>
/// <param name="Frechet">Distance of the referee's features to those of drawn scenes.</param>
/// <param name="Clip">Mean CLIP score.</param>
/// <param name="Fid">Distance of the Inception features to those of the reference pictures.</param>
internal sealed record EvalRow(
    int Steps,
    int Pictures,
    double Milliseconds,
    IReadOnlyDictionary<string, double>? Accuracy,
    double? Frechet,
    double? Clip,
    double? Fid
)
{
    /// <summary>Name and value of each measure, in the order of the table.</summary>
    public IEnumerable<(string Name, string Value)> Cells()
    {
        yield return ("steps", $"{Steps}");
        yield return ("pictures", $"{Pictures}");
        yield return ("ms each", Text(Milliseconds, "0"));
        foreach (var (attribute, share) in Accuracy ?? new Dictionary<string, double>())
        {
            yield return (attribute, Text(share, "0.0") + " %");
        }

        foreach (var (name, value) in new[] { ("Fréchet", Frechet), ("CLIP", Clip), ("FID", Fid) })
        {
            if (value is { } number)
            {
                yield return (name, Text(number, "0.00"));
            }
        }
    }

    private static string Text(double value, string format) =>
        value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
