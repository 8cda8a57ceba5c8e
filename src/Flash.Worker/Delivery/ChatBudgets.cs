using System.Collections.Concurrent;
using Flash.Bots.Replies;

namespace Flash.Worker.Delivery;

/// <summary>The budgets of all chats this process speaks to.</summary>
public sealed class ChatBudgets(TimeProvider time, IEnumerable<IMessenger>? messengers = null)
{
    private const int ForgetAbove = 4096;
    private readonly Dictionary<Platform, NetworkBudget> _networks = (messengers ?? []).ToDictionary(
        messenger => messenger.Platform, messenger => new NetworkBudget(time, messenger.SendsPerSecond));
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

        return _budgets.GetOrAdd((address.Platform, address.ChatKey), static (chat, own) => new ChatBudget(own.time, own._networks.GetValueOrDefault(chat.Platform)), (time, _networks));
    }
}
