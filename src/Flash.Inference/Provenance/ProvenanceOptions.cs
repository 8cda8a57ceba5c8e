using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Inference.Provenance;

/// <summary>How pictures say where they come from. Bound from the configuration section <c>Provenance</c>.</summary>
public sealed partial class ProvenanceOptions : IValidatableObject
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Flash:Provenance";

    /// <summary>Whether files say in their metadata that a model made them, and which generation it was. Default
    /// true.</summary>
    public bool Metadata { get; set; } = true;

    /// <summary>Whether the generation's id stands invisibly in the pixels, where it outlives the metadata. Default
    /// true.</summary>
    public bool Watermark { get; set; } = true;

    /// <summary>Whether pictures sent to chats carry their prompt in the metadata. Default false: who passes a
    /// picture on would pass on its prompt.</summary>
    public bool Prompt { get; set; }

    /// <summary>A PNG, best with transparency, that stands in the lower right corner of every picture. Default
    /// none.</summary>
    public string? MarkFile { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MarkFile is { Length: > 0 } file && !File.Exists(file))
        {
            yield return new ValidationResult(
                $"Flash:Provenance:MarkFile names {file}, which does not exist; give the path of a PNG."
            );
        }
    }

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<ProvenanceOptions>;
}
