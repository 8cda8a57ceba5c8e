using System.Text.Json.Serialization;

namespace Flash.Host.Commands;

/// <summary>One measured duration over many runs, in milliseconds.</summary>
internal sealed class BenchFigure
{
    private readonly List<double> _milliseconds = [];

    [JsonPropertyName("median")]
    public double Median => Sorted()[_milliseconds.Count / 2];

    [JsonPropertyName("min")]
    public double Min => Sorted()[0];

    [JsonPropertyName("max")]
    public double Max => Sorted()[^1];

    [JsonPropertyName("p99")]
    public double P99 => Sorted()[Math.Min(_milliseconds.Count - 1, (int)Math.Ceiling(_milliseconds.Count * 0.99) - 1)];

    public void Add(TimeSpan duration) => _milliseconds.Add(ImagineReport.Milliseconds(duration));

    public override string ToString() =>
        FormattableString.Invariant($"{Median, 8:0.0} ms   (min {Min:0.0}, max {Max:0.0})");

    private double[] Sorted() => [.. _milliseconds.Order()];
}
