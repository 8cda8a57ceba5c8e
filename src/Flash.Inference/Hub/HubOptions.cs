using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Inference.Hub;

/// <summary>Where models are pulled from. Bound from the configuration section <c>Models</c>.</summary>
public sealed partial class HubOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Flash:Models";

    /// <summary>A hub that speaks Hugging Face's protocol. Default the public one.</summary>
    public Uri HubUrl { get; set; } = new("https://huggingface.co");

    /// <summary>An access token, for gated and private repositories. Null: none. Sent to <see cref="HubUrl"/> alone,
    /// never to where it redirects, never logged.</summary>
    public string? Token { get; set; }

    /// <summary>Files that are downloaded at the same time, 1 to 16. Default 4.</summary>
    [Range(1, 16, ErrorMessage = "Flash:Models:Connections is 1 to 16.")]
    public int Connections { get; set; } = 4;

    /// <summary>A connection that brings nothing for this long is given up and tried again. Default 60 s.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:01",
        "00:10:00",
        ErrorMessage = "Flash:Models:StallTimeout is 00:00:01 to 00:10:00."
    )]
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Tries in a row without a single new byte before a file is given up, 1 to 100. Default 6.</summary>
    [Range(1, 100, ErrorMessage = "Flash:Models:Attempts is 1 to 100.")]
    public int Attempts { get; set; } = 6;

    /// <summary>The first wait between tries; each further one is twice as long, up to 30 s. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30", ErrorMessage = "Flash:Models:RetryDelay is 00:00:00 to 00:00:30.")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<HubOptions>;
}
