using Flash.Bots.Replies;

namespace Flash.Bots.Pacing;

/// <summary>What all processes together have sent, so that several of them keep to one chat's limit, and which results
/// wait there. Behind it is the database.</summary>
public interface ISendLedger
{
    /// <summary>Changes what is written down of a chat and of its network, alone and at once.</summary>
    /// <param name="platform">The network.</param>
    /// <param name="chatKey">The chat (<see cref="ReplyAddress.ChatKey"/>).</param>
    /// <param name="change">From the ledger's clock and what is written down to what is to be; both times are the
    /// ledger's.</param>
    /// <param name="ticket">
    /// Whose turn it is about; null for a send that has no place in the queue. One that changes nothing waits from here
    /// on, in the order of the tickets, for <see cref="TicketLease"/>; one that changes something waits no more.
    /// </param>
    /// <param name="cancellationToken">Stops before the change is written.</param>
    /// <returns>What is written down now, and the ledger's clock.</returns>
    Task<Entry> ChangeAsync(
        Platform platform,
        string chatKey,
        Func<Entry, Entry> change,
        Guid? ticket,
        CancellationToken cancellationToken
    );

    /// <summary>Gives up a place in the queue.</summary>
    Task LeaveAsync(Platform platform, string chatKey, Guid ticket, CancellationToken cancellationToken);

    /// <summary>How long a ticket waits after its holder was last heard of: a process that dies holds up its chat
    /// for that long.</summary>
    static TimeSpan TicketLease => TimeSpan.FromSeconds(20);

    /// <summary>A chat and its network at one moment.</summary>
    /// <param name="Now">The ledger's clock.</param>
    /// <param name="Chat">What the chat was sent.</param>
    /// <param name="Network">What all chats of the network were sent.</param>
    /// <param name="Ahead">How many results wait there that were asked for earlier; all that wait, for a send without a
    /// ticket.</param>
    public sealed record Entry(DateTimeOffset Now, Turns Chat, Turns Network, int Ahead = 0);
}
