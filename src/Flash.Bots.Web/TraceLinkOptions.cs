namespace Flash.Bots.Web;

/// <summary>Section <c>Flash:Traces</c>: where traces are looked at.</summary>
public sealed class TraceLinkOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flash:Traces";

    /// <summary>An address with <c>{trace}</c> in the place of the trace's id, as of Jaeger or Grafana; empty for no
    /// links.</summary>
    public string Link { get; set; } = "";

    /// <summary>Where a trace is looked at; null without a valid address.</summary>
    public string? To(string trace) =>
        Uri.TryCreate(Link.Replace("{trace}", trace, StringComparison.Ordinal), UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
            ? address.AbsoluteUri
            : null;
}
