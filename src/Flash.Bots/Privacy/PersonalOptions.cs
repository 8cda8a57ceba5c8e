using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Privacy;

/// <summary>Section <c>Flash:Personal</c>: the master key that wraps every person's own key.</summary>
public sealed partial class PersonalOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flash:Personal";

    /// <summary>
    /// The master key as 64 hexadecimal characters. Default: none, and <see cref="MasterKeyFile"/> is read. Every
    /// process that works on the same database needs the same one.
    /// </summary>
    [RegularExpression("^[0-9a-fA-F]{64}$", ErrorMessage = "Flash:Personal:MasterKey is 64 hexadecimal characters.")]
    public string? MasterKey { get; set; }

    /// <summary>A file with the master key, made when there is none. Default: <c>personal.key</c> in the user's own
    /// data folder; <c>flash</c> sets it to its data folder.</summary>
    public string? MasterKeyFile { get; set; }

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<PersonalOptions>;
}
