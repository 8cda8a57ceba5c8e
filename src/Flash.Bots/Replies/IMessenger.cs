using Flash.Bots.Generations;

namespace Flash.Bots.Replies;

/// <summary>
/// Posts, edits and deletes messages on one network. One implementation per <see cref="Platform"/>; each is stateless
/// enough that any process can edit what another one posted.
/// </summary>
/// <remarks>Every method throws only <see cref="MessengerException"/> for what the network says, and honours
/// cancellation.</remarks>
public interface IMessenger
{
    /// <summary>The network this one speaks to.</summary>
    Platform Platform { get; }

    /// <summary>How it shows four pictures.</summary>
    PictureLayout Layout { get; }

    /// <summary>Shortest time between two edits of messages in one chat that the network tolerates without answering
    /// 429.</summary>
    TimeSpan EditInterval(ReplyAddress address);

    /// <summary>Messages and edits in a second that the network tolerates from one bot, all chats together.</summary>
    double SendsPerSecond => double.PositiveInfinity;

    /// <summary>A message that is gone was taken away by someone who may: what it was to show is not posted
    /// again.</summary>
    bool DeletionsAreFinal => false;

    /// <summary>The network counts what all processes send to one chat: they share one budget, through the
    /// database.</summary>
    bool CountsAllProcesses => false;

    /// <summary>Posts a new message and returns what is needed to edit it later.</summary>
    Task<MessageRef> PostAsync(ReplyAddress address, OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>Makes a posted message show <paramref name="message"/>. An edit that changes nothing is a
    /// success.</summary>
    Task EditAsync(MessageRef posted, OutgoingMessage message, CancellationToken cancellationToken);

    /// <summary>
    /// Tells the person who asked how their request stands, without a message: a reaction to theirs, where the network
    /// has such a thing. Never fails for what the network says: it is a courtesy.
    /// </summary>
    Task AcknowledgeAsync(ReplyAddress address, Acknowledgement how, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Removes a posted message. One that is already gone is a success.</summary>
    Task DeleteAsync(MessageRef posted, CancellationToken cancellationToken);

    /// <summary>
    /// Fetches a picture that a person sent on this network, as it was sent: at most <see
    /// cref="GivenPicture.MaxBytes"/> bytes of any file format.
    /// <see cref="MessengerFault.MessageGone"/> when the network does not have it any more.
    /// </summary>
    Task<ReadOnlyMemory<byte>> FetchAsync(GivenPicture picture, CancellationToken cancellationToken) =>
        Task.FromException<ReadOnlyMemory<byte>>(
            new MessengerException(MessengerFault.Rejected, $"{Platform} has no pictures of people.")
        );
}

/// <summary>How a request stands.</summary>
public enum Acknowledgement
{
    /// <summary>Taken down; the pictures will come.</summary>
    Heard,

    /// <summary>The pictures are there.</summary>
    Done,

    /// <summary>There will be none.</summary>
    Failed,
}
