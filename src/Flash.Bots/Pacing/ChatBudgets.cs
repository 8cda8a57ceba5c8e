using System.Collections.Concurrent;
using Flash.Bots.Replies;

namespace Flash.Bots.Pacing;

/// <summary>The budgets of all chats this process speaks to.</summary>
/// <param name="time">The clock.</param>
/// <param name="messengers">The networks, with their limits.</param>
/// <param name="ledger">What other processes send, for networks that count it together.</param>
public sealed class ChatBudgets(
    TimeProvider time,
    IEnumerable<IMessenger>? messengers = null,
    ISendLedger? ledger = null
)
{
    private const int ForgetAbove = 4096;
    private readonly Dictionary<Platform, NetworkBudget> _networks = (messengers ?? []).ToDictionary(
        messenger => messenger.Platform,
        messenger => new NetworkBudget(messenger.SendsPerSecond, messenger.CountsAllProcesses ? ledger : null)
    );
    private readonly ConcurrentDictionary<(Platform Platform, string ChatKey), ChatBudget> _budgets = new();

    /// <summary>The budget of the chat that <paramref name="address"/> leads to.</summary>
    public ChatBudget Of(ReplyAddress address)
    {
        if (_budgets.Count > ForgetAbove)
        {
            foreach (var (chat, budget) in _budgets)
            {
                if (budget.IsIdle)
                {
                    _budgets.TryRemove(chat, out _);
                }
            }
        }

        return _budgets.GetOrAdd(
            (address.Platform, address.ChatKey),
            static (chat, own) =>
                new ChatBudget(own.time, own._networks.GetValueOrDefault(chat.Platform), chat.Platform, chat.ChatKey),
            (time, _networks)
        );
    }
}
