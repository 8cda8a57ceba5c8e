using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Quotas;

/// <summary>Section <c>Flash:Quotas</c>: how many generations one person or one chat may ask for. Moderators can set
/// others for one person or chat.</summary>
public sealed partial class QuotaOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flash:Quotas";

    /// <summary>Largest quota.</summary>
    public const int Max = 1_000_000;

    private const string Allowed = "Flash:Quotas:{0} is 0 (no limit) to 1000000.";

    /// <summary>One person's in 60 minutes; 0 for no limit. Default 120.</summary>
    [Range(0, Max, ErrorMessage = Allowed)]
    public int PerUserHour { get; set; } = 120;

    /// <summary>One person's in 24 hours; 0 for no limit. Default 500.</summary>
    [Range(0, Max, ErrorMessage = Allowed)]
    public int PerUserDay { get; set; } = 500;

    /// <summary>Everyone's in one chat in 60 minutes; 0 for no limit, the default.</summary>
    [Range(0, Max, ErrorMessage = Allowed)]
    public int PerChatHour { get; set; }

    /// <summary>Everyone's in one chat in 24 hours; 0 for no limit, the default.</summary>
    [Range(0, Max, ErrorMessage = Allowed)]
    public int PerChatDay { get; set; }

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<QuotaOptions>;
}
