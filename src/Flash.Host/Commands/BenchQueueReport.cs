using System.Text.Json.Serialization;

namespace Flash.Host.Commands;

/// <summary>What the whole way takes; durations in milliseconds.</summary>
/// <param name="PickUp">From the commit of the request to a worker that has claimed it.</param>
/// <param name="FirstPreview">From the command to the first preview in the chat.</param>
/// <param name="Result">From the command to the finished pictures in the chat.</param>
internal sealed record BenchQueueReport(BenchFigure PickUp, BenchFigure FirstPreview, BenchFigure Result)
{
    /// <summary>The model's own part of <see cref="Result"/>.</summary>
    public BenchFigure Model { get; init; } = new();

    /// <summary>Everything else: chat, database, queue, encoding.</summary>
    [JsonPropertyName("onTop")]
    public BenchFigure OnTop { get; init; } = new();

    /// <summary>From the command to the commit of its request.</summary>
    [JsonPropertyName("stored")]
    public BenchFigure Stored { get; init; } = new();

    /// <summary>Marks, files and thumbnails of the result.</summary>
    [JsonPropertyName("encoding")]
    public BenchFigure Encoding { get; init; } = new();

    public override string ToString() =>
        $"""
            command to stored               {Stored}
            picked up by the worker         {PickUp}
            command to first preview        {FirstPreview}
            command to result               {Result}
            of it the model                 {Model}
            marks, files, thumbnails        {Encoding}
            on top of the model             {OnTop}
            """;
}
