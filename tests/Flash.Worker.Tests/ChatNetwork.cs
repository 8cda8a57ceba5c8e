using System.Collections.Concurrent;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Worker.Tests;

/// <summary>A chat network in memory: it keeps what its messages show and refuses when it is told to.</summary>
internal sealed class ChatNetwork : IMessenger
{
    private readonly ConcurrentQueue<MessengerException> _refusals = new();
    private int _lastId;

    /// <summary>What every message shows now.</summary>
    public ConcurrentDictionary<int, OutgoingMessage> Messages { get; } = new();

    /// <summary>Everything that was carried out, in order.</summary>
    public ConcurrentQueue<(string Call, int MessageId, OutgoingMessage? Message)> Calls { get; } = new();

    /// <summary>Completes before an edit is carried out.</summary>
    public Func<OutgoingMessage, Task> BeforeEdit { get; set; } = _ => Task.CompletedTask;

    public Platform Platform => Platform.Telegram;

    public PictureLayout Layout { get; init; } = PictureLayout.Grid;

    public TimeSpan EditInterval(ReplyAddress address) => TimeSpan.Zero;

    /// <summary>The next calls fail like this, one each.</summary>
    public void Refuse(params MessengerException[] faults)
    {
        foreach (var fault in faults)
        {
            _refusals.Enqueue(fault);
        }
    }

    /// <summary>A new day: no messages, no refusals.</summary>
    public void Reset()
    {
        BeforeEdit = _ => Task.CompletedTask;
        _refusals.Clear();
        Messages.Clear();
        Calls.Clear();
    }

    public Task<MessageRef> PostAsync(
        ReplyAddress address,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        Answer();
        var id = Interlocked.Increment(ref _lastId);
        Messages[id] = message;
        Calls.Enqueue(("post", id, message));
        return Task.FromResult<MessageRef>(new TelegramMessage(((TelegramReply)address).ChatId, id));
    }

    public async Task EditAsync(MessageRef posted, OutgoingMessage message, CancellationToken cancellationToken)
    {
        await BeforeEdit(message).WaitAsync(cancellationToken);
        Answer();
        var id = ((TelegramMessage)posted).MessageId;
        if (!Messages.TryGetValue(id, out var old))
        {
            throw new MessengerException(MessengerFault.MessageGone, "message to edit not found");
        }

        Messages[id] = message.Media.Count > 0 ? message : message with { Media = old.Media };
        Calls.Enqueue(("edit", id, message));
    }

    public Task DeleteAsync(MessageRef posted, CancellationToken cancellationToken)
    {
        Answer();
        Messages.TryRemove(((TelegramMessage)posted).MessageId, out _);
        Calls.Enqueue(("delete", ((TelegramMessage)posted).MessageId, null));
        return Task.CompletedTask;
    }

    /// <summary>What people sent, by file id.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    public Task<ReadOnlyMemory<byte>> FetchAsync(GivenPicture picture, CancellationToken cancellationToken)
    {
        Answer();
        return Files.TryGetValue(((TelegramPicture)picture).FileId, out var file)
            ? Task.FromResult<ReadOnlyMemory<byte>>(file)
            : throw new MessengerException(MessengerFault.MessageGone, "file is gone");
    }

    private void Answer()
    {
        if (_refusals.TryDequeue(out var fault))
        {
            throw fault;
        }
    }
}
