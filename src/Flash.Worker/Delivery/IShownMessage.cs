using Flash.Bots.Replies;

namespace Flash.Worker.Delivery;

/// <summary>The one message of a generation, wherever it is and no matter who posts it. Behind it are the database and
/// the network.</summary>
public interface IShownMessage
{
    /// <summary>Waits until there is a message to edit, or until it is this process's turn to post it.</summary>
    Task WaitUntilReadyAsync(CancellationToken cancellationToken);

    /// <summary>Shows something that may be lost. Throws <see cref="MessengerException"/> when the network did not do
    /// it.</summary>
    Task ShowPreviewAsync(OutgoingMessage preview, CancellationToken cancellationToken);

    /// <summary>Shows what must be seen: when the message is gone, it is posted anew. Throws <see
    /// cref="MessengerException"/> otherwise.</summary>
    Task ShowResultAsync(OutgoingMessage result, CancellationToken cancellationToken);
}
