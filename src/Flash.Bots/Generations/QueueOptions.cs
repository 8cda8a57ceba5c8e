using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Generations;

/// <summary>Section <c>Flash:Queue</c>: how much may wait, how long, and whose time on the model counts for
/// more.</summary>
public sealed partial class QueueOptions : IValidatableObject
{
    /// <summary>The section's name.</summary>
    public const string Section = "Flash:Queue";

    private const string Weight = "Flash:Queue:{0} is a weight from 0.1 to 10; 1 is usual.";

    /// <summary>Generations that wait or are worked on, of everyone together. Default 500.</summary>
    [Range(1, 100_000, ErrorMessage = "Flash:Queue:Capacity is a number of generations from 1 to 100000.")]
    public int Capacity { get; set; } = 500;

    /// <summary>Of them, how many may be one person's. Default 5.</summary>
    [Range(1, 1_000, ErrorMessage = "Flash:Queue:PerUser is a number of generations from 1 to 1000.")]
    public int PerUser { get; set; } = 5;

    /// <summary>How long anyone may have to wait, by what was measured; who comes while it would be longer is told when
    /// to come again. Default 10 minutes.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:10",
        "1.00:00:00",
        ErrorMessage = "Flash:Queue:LongestWait is a time from 00:00:10 to 1.00:00:00."
    )]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>What a moderator's requests weigh: with 2, the default, they get twice a person's time on the
    /// model.</summary>
    [Range(0.1, 10, ErrorMessage = Weight)]
    public double ModeratorWeight { get; set; } = 2;

    /// <summary>What requests in a chat of several people weigh. Default 1.</summary>
    [Range(0.1, 10, ErrorMessage = Weight)]
    public double GroupWeight { get; set; } = 1;

    /// <summary>What requests in single chats weigh, by network and the network's id:
    /// <c>telegram/-1001234</c>.</summary>
    public IDictionary<string, double> ChatWeights { get; } =
        new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        ChatWeights
            .Where(weight => weight.Value is not (>= 0.1 and <= 10))
            .Select(weight => new ValidationResult(
                $"Flash:Queue:ChatWeights:{weight.Key} is a weight from 0.1 to 10; 1 is usual."
            ));

    /// <summary>What a request counts: the chat's weight times the person's.</summary>
    internal double WeightOf(Conversations.Chat chat, bool isModerator) =>
        (isModerator ? ModeratorWeight : 1)
        * (
            ChatWeights.TryGetValue($"{chat.Platform}/{chat.Id}", out var own) ? own
            : chat.IsPrivate ? 1
            : GroupWeight
        );

    [OptionsValidator]
    internal sealed partial class Validator : IValidateOptions<QueueOptions>;
}
