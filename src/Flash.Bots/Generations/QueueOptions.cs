using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Generations;

/// <summary>Section <c>Flash:Queue</c>: how much may wait.</summary>
public sealed partial class QueueOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flash:Queue";

    /// <summary>Generations that wait or are worked on, of everyone together. Default 500.</summary>
    [Range(1, 100_000, ErrorMessage = "Flash:Queue:Capacity is a number of generations from 1 to 100000.")]
    public int Capacity { get; set; } = 500;

    /// <summary>Of them, how many may be one person's. Default 5.</summary>
    [Range(1, 1_000, ErrorMessage = "Flash:Queue:PerUser is a number of generations from 1 to 1000.")]
    public int PerUser { get; set; } = 5;

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<QueueOptions>;
}
