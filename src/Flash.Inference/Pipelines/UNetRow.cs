namespace Flash.Inference.Pipelines;

/// <summary>One row of a run of the UNet: a picture under the prompt or under the negative prompt.</summary>
/// <param name="Picture">Which, from 0.</param>
/// <param name="IsNegative">Under guidance each picture goes through the UNet twice; true for the time with the
/// negative prompt.</param>
internal readonly record struct UNetRow(int Picture, bool IsNegative)
{
    /// <summary>The runs of one step. All have the same number of rows.</summary>
    /// <param name="pictures">How many there are.</param>
    /// <param name="perRun">How many go together; divides <paramref name="pictures"/>.</param>
    /// <param name="guided">Whether each is seen under both prompts.</param>
    /// <param name="fixedRows">Rows that the UNet was exported for: its runs are filled as they come, across pictures
    /// and prompts, and the last one is filled up with its last row. Null where it takes any number: then the first
    /// half of a run is negative, the second is not.</param>
    public static UNetRow[][] Arrange(int pictures, int perRun, bool guided, int? fixedRows)
    {
        if (fixedRows is { } size)
        {
            UNetRow[] rows =
            [
                .. Enumerable
                    .Range(0, pictures)
                    .SelectMany(i => guided ? [new UNetRow(i, true), new(i, false)] : new[] { new UNetRow(i, false) }),
            ];
            return
            [
                .. rows.Chunk(size)
                    .Select(run => (UNetRow[])[.. run, .. Enumerable.Repeat(run[^1], size - run.Length)]),
            ];
        }

        return
        [
            .. Enumerable
                .Range(0, pictures)
                .Chunk(perRun)
                .Select(run =>
                    (UNetRow[])
                        [
                            .. run.Where(_ => guided).Select(i => new UNetRow(i, true)),
                            .. run.Select(i => new UNetRow(i, false)),
                        ]
                ),
        ];
    }
}
