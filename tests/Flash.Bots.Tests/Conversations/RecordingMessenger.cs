using Flash.Bots.Replies;

namespace Flash.Bots.Tests.Conversations;

/// <summary>A network that keeps what it is told: these tests are about what Flash decides, not about
/// networks.</summary>
internal sealed class RecordingMessenger : IMessenger
{
    private readonly Lock gate = new();
    private readonly List<(MessageRef Ref, OutgoingMessage Message)> posted = [];
    private readonly List<(MessageRef Ref, OutgoingMessage Message)> edited = [];
    private readonly List<MessageRef> deleted = [];

    public Platform Platform => Platform.Telegram;

    public PictureLayout Layout => PictureLayout.Grid;

    /// <summary>Thrown by the next posts, if set.</summary>
    public MessengerException? Refusal { get; set; }

    /// <summary>Runs when a message stands in the chat and whoever posted it does not know that yet.</summary>
    public Func<MessageRef, OutgoingMessage, Task> AfterPost { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs instead of the next edits.</summary>
    public Func<Task>? InsteadOfEdit { get; set; }

    /// <summary>Thrown by the next deletions, if set.</summary>
    public MessengerException? DeleteRefusal { get; set; }

    /// <summary>Thrown by the next edits, if set.</summary>
    public MessengerException? EditRefusal { get; set; }

    public IReadOnlyList<(MessageRef Ref, OutgoingMessage Message)> Posted => Snapshot(posted);

    public IReadOnlyList<(MessageRef Ref, OutgoingMessage Message)> Edited => Snapshot(edited);

    public IReadOnlyList<MessageRef> Deleted => Snapshot(deleted);

    public TimeSpan EditInterval(ReplyAddress address) => TimeSpan.Zero;

    public async Task<MessageRef> PostAsync(
        ReplyAddress address,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        if (Refusal is not null)
        {
            throw Refusal;
        }

        TelegramMessage reference;
        lock (gate)
        {
            reference = new TelegramMessage(((TelegramReply)address).ChatId, posted.Count + 1);
            posted.Add((reference, message));
        }

        await AfterPost(reference, message);
        return reference;
    }

    public Task EditAsync(MessageRef posted, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (InsteadOfEdit is { } instead)
        {
            return instead();
        }

        if (EditRefusal is not null)
        {
            return Task.FromException(EditRefusal);
        }

        lock (gate)
        {
            edited.Add((posted, message));
        }

        return Task.CompletedTask;
    }

    public Task DeleteAsync(MessageRef posted, CancellationToken cancellationToken)
    {
        if (DeleteRefusal is not null)
        {
            return Task.FromException(DeleteRefusal);
        }

        lock (gate)
        {
            deleted.Add(posted);
        }

        return Task.CompletedTask;
    }

    private List<T> Snapshot<T>(List<T> list)
    {
        lock (gate)
        {
            return [.. list];
        }
    }
}
