using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Retention;

/// <summary>Section <c>Flash:Retention</c>: how long what people asked for is kept. What is reported or appealed is
/// kept until that is decided.</summary>
public sealed partial class RetentionOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flash:Retention";

    /// <summary>Thumbnails, in days; 0 for ever. Default 90.</summary>
    [Range(0, 36_500, ErrorMessage = "Flash:Retention:PicturesDays is 0 (for ever) to 36500.")]
    public int PicturesDays { get; set; } = 90;

    /// <summary>
    /// Prompts, and the names and prompts in the audit log, in days; 0 for ever. Default 365. The log's go with the
    /// month they were written in, so up to a month later. Buttons below what is older do nothing any more.
    /// </summary>
    [Range(0, 36_500, ErrorMessage = "Flash:Retention:PromptsDays is 0 (for ever) to 36500.")]
    public int PromptsDays { get; set; } = 365;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<RetentionOptions>;
}
