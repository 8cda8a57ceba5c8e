using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;

namespace Flash.Bots.Generations;

/// <summary>A request that may become a generation.</summary>
public sealed record Submission
{
    /// <summary>Names the delivery that asked for it.</summary>
    public required string IdempotencyKey { get; init; }

    public required Person From { get; init; }

    public required Chat Chat { get; init; }

    public required ReplyAddress ReplyTo { get; init; }

    /// <inheritdoc cref="IncomingMessage.Texts"/>
    public Texts Texts
    {
        get => field ?? Texts.For(From.Language);
        init;
    }

    public required GenerationKind Kind { get; init; }

    public required Recipe Recipe { get; init; }

    /// <summary>What the prompt rules say; what they block is never submitted.</summary>
    public ModerationVerdict Verdict { get; init; } = ModerationVerdict.Allowed;

    /// <summary>The generation that this one follows, and which picture of it, 1-based; null for all of them.</summary>
    public (GenerationId Id, int? Index)? Parent { get; init; }

    /// <summary>The network's ids as they are stored: whatever a network sends, PostgreSQL can keep it.</summary>
    internal string StoredPerson => PlainText.Clean(From.Id);

    internal string StoredChat => PlainText.Clean(Chat.Id);

    /// <summary>Waits for a moderator instead of a worker.</summary>
    internal bool IsHeld => Verdict.Action == RuleAction.Hold;
}

/// <summary>What became of a <see cref="Submission"/>.</summary>
public abstract record SubmitResult
{
    private SubmitResult() { }

    /// <summary>It is in the database and will be worked on.</summary>
    /// <param name="Id">The new generation.</param>
    /// <param name="Ahead">How many generations come first.</param>
    public sealed record Queued(GenerationId Id, int Ahead) : SubmitResult;

    /// <summary>The same delivery, or the same picture's animation or enlargement, is there already; nothing was
    /// written.</summary>
    public sealed record Existing(GenerationId Id, GenerationState State, bool IsSameDelivery) : SubmitResult
    {
        /// <summary>Its owner had its message taken away.</summary>
        public bool IsDeleted { get; init; }
    }

    /// <summary>It is in the database and waits for a moderator.</summary>
    public sealed record Held(GenerationId Id) : SubmitResult;

    /// <summary>The person is banned; nothing was written.</summary>
    /// <param name="Reason">For the person to read.</param>
    /// <param name="Until">Null for good.</param>
    public sealed record Banned(string Reason, DateTimeOffset? Until) : SubmitResult;

    /// <summary>A moderator took down what it would be made from; nothing was written.</summary>
    public sealed record TakenDown : SubmitResult;

    /// <summary>The person, or the chat, has had as much as one may in a while; nothing was written.</summary>
    /// <param name="IsChat">The chat's quota, not the person's own.</param>
    /// <param name="Allowed">How many in <paramref name="Window"/>.</param>
    /// <param name="Window">An hour or a day.</param>
    /// <param name="FreeAt">When the next one is possible.</param>
    public sealed record QuotaSpent(bool IsChat, int Allowed, TimeSpan Window, DateTimeOffset FreeAt) : SubmitResult;

    /// <summary>So much waits that another one would have to wait too long; nothing was written.</summary>
    /// <param name="Waiting">How many wait or are being drawn.</param>
    /// <param name="RetryIn">When there will be room, by what was measured.</param>
    public sealed record QueueFull(int Waiting, TimeSpan RetryIn) : SubmitResult;

    /// <summary>The person's own places are taken; nothing was written.</summary>
    public sealed record TooManyWaiting(int PerUser) : SubmitResult;
}
