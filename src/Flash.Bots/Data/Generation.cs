using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Data;

/// <summary>One request for pictures or an animation: a row of <c>flash.generations</c>. Its state changes only through
/// <see cref="GenerationStore"/>.</summary>
public sealed class Generation
{
    public GenerationId Id { get; set; }

    public GenerationKind Kind { get; set; }

    /// <summary>The generation that this one animates, varies, enlarges or words anew; null for what was asked for by
    /// itself.</summary>
    public GenerationId? ParentId { get; set; }

    /// <summary>Which picture of the parent, 1-based; null when it follows all of them.</summary>
    public int? ParentIndex { get; set; }

    /// <summary>Which of several animations or enlargements of the same picture; empty for the usual one.</summary>
    public string Variant { get; set; } = "";

    public long UserId { get; set; }

    public User? User { get; set; }

    public long ChatId { get; set; }

    public Chat? Chat { get; set; }

    /// <summary>Names the delivery that asked for it, so that a redelivery finds this row instead of making
    /// another.</summary>
    public required string IdempotencyKey { get; set; }

    /// <summary>The prompt again, outside the recipe, where it can be searched.</summary>
    public required string Prompt { get; set; }

    public required Recipe Recipe { get; set; }

    public GenerationState State { get; set; }

    /// <summary>Counts claims. Every write by a worker names the epoch it claimed; a worker that lost its lease writes
    /// nothing.</summary>
    public int Epoch { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public required ReplyAddress ReplyAddress { get; set; }

    /// <summary>The one message that shows this generation; null until someone has posted it.</summary>
    public MessageRef? Message { get; set; }

    /// <summary>Until when someone is about to post the message. Afterwards a worker may.</summary>
    public DateTimeOffset PostingUntil { get; set; }

    /// <summary>The sentence the person was shown when it failed.</summary>
    public string? Failure { get; set; }

    /// <summary>When the last attempt had drawn it; what followed was the network's time.</summary>
    public DateTimeOffset? DrawnAt { get; set; }

    /// <summary>Until when an edit whose answer was lost may still be carried out.</summary>
    public DateTimeOffset UnsureUntil { get; set; } = DateTimeOffset.MinValue;

    /// <summary>When a moderator let its pictures through; null when no one had to.</summary>
    public DateTimeOffset? ClearedAt { get; set; }

    /// <summary>The span of its trace (whose id is <see cref="Id"/>'s) that took it in, 16 hexadecimal digits; null
    /// while no one collects traces.</summary>
    public string? TraceSpan { get; set; }

    /// <summary>How much there is to do (<see cref="Scheduling.Workload"/>).</summary>
    public double Work { get; set; }

    /// <summary>How long drawing it was expected to take when it was asked for, in seconds.</summary>
    public double Cost { get; set; }

    /// <summary>Its turn (<see cref="Scheduling.FairTurns"/>): the smallest one that waits is drawn first.</summary>
    public double Turn { get; set; }

    /// <summary>Where its person's next turn begins, at the earliest.</summary>
    public double TurnEnd { get; set; }

    /// <summary>How long its person was told to wait at first, in seconds; null when no one told.</summary>
    public int? PromisedSeconds { get; set; }

    /// <summary>How many were ahead of it when its person was last told; null when no one was told.</summary>
    public int? ToldAhead { get; set; }

    /// <summary>How long its person was last told to wait, in seconds.</summary>
    public int? ToldSeconds { get; set; }

    /// <summary>Until when a worker is about to tell its place in the queue.</summary>
    public DateTimeOffset TellingUntil { get; set; } = DateTimeOffset.MinValue;
}
