using System.ComponentModel.DataAnnotations;

namespace Flash.Bots.Web.Playground;

/// <summary>Section <c>Playground</c>: how much one browser, and one address, may ask for.</summary>
public sealed class PlaygroundOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flash:Playground";

    /// <summary>Messages and presses a conversation may send at once before it must slow down. 1 to 1000; default
    /// 20.</summary>
    [Range(1, 1000)]
    public int Burst { get; set; } = 20;

    /// <summary>Messages and presses a minute that a conversation may send for long. 1 to 6000; default 60.</summary>
    [Range(1, 6000)]
    public int PerMinute { get; set; } = 60;

    /// <summary>How many conversations' worth one network address may send: a household or an office shares one. 1 to
    /// 1000; default 10.</summary>
    [Range(1, 1000)]
    public int ConversationsPerAddress { get; set; } = 10;

    /// <summary>
    /// Whether a ban in the playground also holds for other browsers at the same network address. Kept is a keyed hash
    /// of the address, for a week after the last request or as long as a ban lasts; addresses of this machine and of
    /// private networks are not. Default true.
    /// </summary>
    public bool BansHoldAddresses { get; set; } = true;

    /// <summary>Pages of one conversation that may be open at once. 1 to 100; default 12.</summary>
    [Range(1, 100)]
    public int OpenPages { get; set; } = 12;

    /// <summary>
    /// Whether a small picture follows what is being typed. Needs the worker role in the same process. Such sketches
    /// are not stored and not in the audit log, which begins when a message is sent. Default true.
    /// </summary>
    public bool AsYouType { get; set; } = true;

    /// <summary>Sketches a second that one conversation may ask for. 1 to 50; default 10.</summary>
    [Range(1, 50)]
    public int SketchesPerSecond { get; set; } = 10;
}

[Microsoft.Extensions.Options.OptionsValidator]
internal sealed partial class PlaygroundOptionsValidator
    : Microsoft.Extensions.Options.IValidateOptions<PlaygroundOptions>;
