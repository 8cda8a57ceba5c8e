using System.Globalization;
using System.Text.Json.Serialization;

namespace Flash.Host.Commands;

/// <summary>What <c>flash bench</c> found; durations in milliseconds.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Processors">Logical processors of this machine.</param>
/// <param name="Runs">Measured runs behind each figure.</param>
/// <param name="Load">Loading the model once.</param>
/// <param name="Figures">What was measured.</param>
internal sealed record BenchReport(
    string Model,
    string Revision,
    int Processors,
    int Runs,
    double Load,
    BenchFigures Figures
)
{
    /// <summary>Pictures and steps of each run.</summary>
    [JsonIgnore]
    public (int Pictures, int Steps) Shape { get; init; } = (4, 3);

    /// <summary>Pictures of each run.</summary>
    public int Pictures => Shape.Pictures;

    /// <summary>Steps of each run.</summary>
    public int Steps => Shape.Steps;

    /// <summary>Most memory that the process had at once, with the same graphs loaded a second time for the bare
    /// calls.</summary>
    public double PeakMegabytes { get; init; }

    /// <summary>Where the model runs, and why.</summary>
    public string Device { get; init; } = "";

    /// <summary>Tokens of the long prompt.</summary>
    public int LongPromptTokens { get; init; }

    /// <summary>How fast it was tokenized and encoded, once.</summary>
    public double LongPromptTokensPerSecond { get; init; }

    /// <summary>What reading it and drawing one picture from it allocated on the managed heap.</summary>
    public double LongPromptAllocatedMegabytes { get; init; }

    /// <summary>How much larger the process was afterwards.</summary>
    public double LongPromptResidentMegabytes { get; init; }

    /// <summary>The whole way from command to chat; null when it was not measured.</summary>
    public BenchQueueReport? Queue { get; init; }

    /// <summary>Commands and inline queries over HTTP; null when they were not measured.</summary>
    public BenchTelegramReport? Telegram { get; init; }

    /// <summary>Commands over the gateway; null when they were not measured.</summary>
    public BenchDiscordReport? Discord { get; init; }

    /// <summary>Pipeline over bare calls, by medians: 1 is perfect.</summary>
    public double RatioToBareCalls => Math.Round(Figures.Plain.Median / Figures.Bare.Median, 3);

    /// <summary>Previews and the JPEG file included, over the same bare calls.</summary>
    public double WholeRatioToBareCalls => Math.Round(Figures.Whole.Median / Figures.Bare.Median, 3);

    /// <summary>Pipeline over bare calls by processor time.</summary>
    public double ProcessorRatio => Math.Round(Figures.PlainProcessor.Median / Figures.BareProcessor.Median, 3);

    /// <summary>Previews and the JPEG file included, by processor time.</summary>
    public double WholeProcessorRatio => Math.Round(Figures.WholeProcessor.Median / Figures.BareProcessor.Median, 3);

    /// <summary>Pipeline over its own time inside ONNX Runtime.</summary>
    public double RatioToModelRuns => Math.Round(Figures.Plain.Median / Figures.InsideModels.Median, 3);

    private string ByProcessorTime =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"the same two by processor time  {ProcessorRatio, 8:0.00}, {WholeProcessorRatio:0.00} of "
                + $"{Figures.BareProcessor.Median:0} ms"
        );

    private string LongPrompt =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"a prompt of {LongPromptTokens} tokens   {LongPromptTokensPerSecond, 8:0} tokens/s, "
                + $"{LongPromptAllocatedMegabytes:0} MB allocated, {LongPromptResidentMegabytes:0} MB more kept"
        );

    public override string ToString() =>
        FormattableString
            .Invariant(
                $"""
                {Model} {Revision} on {Processors} processors, {Runs} runs each, medians
                {Device}

                loading the model               {Load, 8:0.0} ms
                {$"pictures: {Pictures}, steps: {Steps}", -31} {Figures.Plain}
                with previews and a JPEG file   {Figures.Whole}
                one picture, one step           {Figures.One}
                text encoder                    {Figures.Text}
                previews of two steps           {Figures.Previews}
                bare calls of the same graphs   {Figures.Bare}
                inside ONNX Runtime             {Figures.InsideModels}
                pipeline / bare calls           {RatioToBareCalls, 8:0.00}
                with previews and file / bare   {WholeRatioToBareCalls, 8:0.00}
                {ByProcessorTime}
                pipeline / inside ONNX Runtime  {RatioToModelRuns, 8:0.00}
                {LongPrompt}
                most memory at once             {PeakMegabytes, 8:0} MB, the graphs for the bare calls included
                {Queue}
                {Telegram}
                {Discord}
                """
            )
            .TrimEnd();
}
