using System.Globalization;

namespace Flash.Bots.Audit;

/// <summary>A place where lines were taken out of the checkpoints: the line behind it names another one than stands
/// before it.</summary>
/// <param name="At">When the line behind it was signed.</param>
/// <param name="Sentence">One sentence for a person.</param>
public sealed record WitnessGap(DateTimeOffset At, string Sentence)
{
    /// <summary>All of them. Lines of an earlier version name none, and what a crash tore is no line.</summary>
    /// <param name="lines">Of the file.</param>
    /// <param name="file">Its name.</param>
    public static IReadOnlyList<WitnessGap> Find(IEnumerable<string> lines, string file)
    {
        var gaps = new List<WitnessGap>();
        var before = AuditCheckpoint.NoLine;
        foreach (var line in lines)
        {
            if (AuditCheckpoint.Parse(line) is not { } checkpoint)
            {
                continue;
            }

            if (checkpoint.Previous is { } previous && previous != before)
            {
                gaps.Add(
                    new WitnessGap(
                        checkpoint.At,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Lines were taken out of {file}, or changed, before the checkpoint of entry "
                                + $"{checkpoint.Sequence}: it was signed behind another one."
                        )
                    )
                );
            }

            before = AuditCheckpoint.HashOf(line);
        }

        return gaps;
    }
}
