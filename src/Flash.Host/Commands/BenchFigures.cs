using System.Text.Json.Serialization;

namespace Flash.Host.Commands;

/// <summary>What <c>flash bench</c> measures again and again.</summary>
internal sealed record BenchFigures
{
    /// <summary>Four pictures, three steps, from prompt to decoded pictures.</summary>
    [JsonPropertyName("fourPicturesThreeSteps")]
    public BenchFigure Plain { get; } = new();

    /// <summary>The same with previews after every step, and the grid as a JPEG file.</summary>
    [JsonPropertyName("withPreviewsAndJpeg")]
    public BenchFigure Whole { get; } = new();

    /// <summary>The previews' part of that.</summary>
    public BenchFigure Previews { get; } = new();

    /// <summary>One picture in one step.</summary>
    [JsonPropertyName("onePictureOneStep")]
    public BenchFigure One { get; } = new();

    /// <summary>The text encoder's part.</summary>
    [JsonPropertyName("textEncoding")]
    public BenchFigure Text { get; } = new();

    /// <summary>The same graphs as for four pictures, run on inputs of the same shape with nothing around
    /// them.</summary>
    [JsonPropertyName("bareCalls")]
    public BenchFigure Bare { get; } = new();

    /// <summary>Processor time of the four pictures, of all threads: unlike the clock it hardly depends on what else
    /// the machine does.</summary>
    public BenchFigure PlainProcessor { get; } = new();

    /// <summary>Processor time with previews and file.</summary>
    public BenchFigure WholeProcessor { get; } = new();

    /// <summary>Processor time of the bare calls.</summary>
    public BenchFigure BareProcessor { get; } = new();

    /// <summary>Time inside ONNX Runtime during the generation itself.</summary>
    [JsonPropertyName("modelRuns")]
    public BenchFigure InsideModels { get; } = new();
}
