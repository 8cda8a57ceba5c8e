using Flash.Bots.Replies;

namespace Flash.Bots.Pacing;

/// <summary>What all processes together have sent, so that several of them keep to one chat's limit. Behind it is the
/// database.</summary>
public interface ISendLedger
{
    /// <summary>Changes what is written down of a chat and of its network, alone and at once.</summary>
    /// <param name="platform">The network.</param>
    /// <param name="chatKey">The chat (<see cref="ReplyAddress.ChatKey"/>).</param>
    /// <param name="change">From the ledger's clock and what is written down to what shall be; both times are the
    /// ledger's.</param>
    /// <param name="cancellationToken">Stops before the change is written.</param>
    /// <returns>What is written down now, and the ledger's clock.</returns>
    Task<Entry> ChangeAsync(
        Platform platform,
        string chatKey,
        Func<Entry, Entry> change,
        CancellationToken cancellationToken
    );

    /// <summary>A chat and its network at one moment.</summary>
    public sealed record Entry(DateTimeOffset Now, Turns Chat, Turns Network);
}
