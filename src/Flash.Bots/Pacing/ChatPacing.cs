using Flash.Bots.Replies;

namespace Flash.Bots.Pacing;

/// <summary>How long a chat itself keeps a result waiting, however fast it is drawn.</summary>
public sealed class ChatPacing(ChatBudgets budgets, IEnumerable<IMessenger> messengers)
{
    private readonly Dictionary<Platform, IMessenger> _messengers = messengers
        .Where(messenger => messenger.CountsAllProcesses)
        .ToDictionary(messenger => messenger.Platform);

    /// <summary>For a result that comes after <paramref name="others"/> of the same chat, by what this process knows;
    /// zero where the network counts no chat.</summary>
    public TimeSpan ExpectedWait(ReplyAddress address, int others) =>
        _messengers.TryGetValue(address.Platform, out var messenger)
            ? budgets.Of(address).ExpectedWait(messenger.EditInterval(address), others)
            : TimeSpan.Zero;
}
