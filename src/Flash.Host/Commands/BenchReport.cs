namespace Flash.Host.Commands;

/// <summary>What <c>flash bench</c> found; durations in milliseconds.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Processors">Logical processors of this machine.</param>
/// <param name="Runs">Measured runs behind each figure.</param>
/// <param name="Load">Loading the model once.</param>
/// <param name="FourPicturesThreeSteps">From prompt to decoded pictures, previews after every step included.</param>
/// <param name="OnePictureOneStep">The same for one picture in one step.</param>
/// <param name="TextEncoding">The text encoder's part.</param>
/// <param name="BareCalls">The same graphs run on inputs of the same shape, nothing around them.</param>
/// <param name="ModelRuns">Time inside ONNX Runtime during the generation itself.</param>
internal sealed record BenchReport(
    string Model, string Revision, int Processors, int Runs, double Load, BenchFigure FourPicturesThreeSteps, BenchFigure OnePictureOneStep,
    BenchFigure TextEncoding, BenchFigure BareCalls, BenchFigure ModelRuns)
{
    /// <summary>The whole way from command to chat; null when it was not measured.</summary>
    public BenchQueueReport? Queue { get; init; }

    /// <summary>Pipeline over bare calls, by medians: 1 is perfect.</summary>
    public double RatioToBareCalls => Math.Round(FourPicturesThreeSteps.Median / BareCalls.Median, 3);

    /// <summary>Pipeline over its own time inside ONNX Runtime.</summary>
    public double RatioToModelRuns => Math.Round(FourPicturesThreeSteps.Median / ModelRuns.Median, 3);

    public override string ToString() => FormattableString.Invariant($"""
        {Model} {Revision} on {Processors} processors, {Runs} runs each, medians

        loading the model               {Load,8:0.0} ms
        four pictures, three steps      {FourPicturesThreeSteps}
        one picture, one step           {OnePictureOneStep}
        text encoder                    {TextEncoding}
        bare calls of the same graphs   {BareCalls}
        inside ONNX Runtime             {ModelRuns}
        pipeline / bare calls           {RatioToBareCalls,8:0.00}
        pipeline / inside ONNX Runtime  {RatioToModelRuns,8:0.00}
        {Queue}
        """).TrimEnd();
}
