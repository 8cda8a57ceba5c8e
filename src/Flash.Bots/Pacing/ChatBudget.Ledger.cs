using System.Data.Common;

namespace Flash.Bots.Pacing;

public sealed partial class ChatBudget
{
    /// <summary>Changes what is known here, or what is written down for everyone.</summary>
    /// <param name="change">Returns its argument where there is nothing to change.</param>
    /// <param name="ticket">Whose turn it is about.</param>
    /// <param name="cancellationToken">Stops while others of this process are at it.</param>
    private async Task ChangeAsync(
        Func<ISendLedger.Entry, ISendLedger.Entry> change,
        Guid? ticket,
        CancellationToken cancellationToken
    )
    {
        if (_network.Ledger is not { } ledger)
        {
            lock (_network.Lock)
            {
                var known = Known(ticket);
                var after = change(known);
                lock (_lock)
                {
                    (_turns, _network.Turns) = (after.Chat, after.Network);
                    if (ticket is { } mine)
                    {
                        _ = after == known ? _tickets.Add(mine) : _tickets.Remove(mine);
                    }
                }
            }

            return;
        }

        await _network.Gate.WaitAsync(cancellationToken);
        try
        {
            // What the one before learnt may be answer enough, for who has no place to keep.
            var known = Known(null);
            if (ticket is not null || change(known) != known)
            {
                // Over within a moment, and cutting it short would take as long.
                Keep(await ledger.ChangeAsync(_platform, _chatKey, change, ticket, CancellationToken.None));
            }
        }
        finally
        {
            _network.Gate.Release();
        }
    }

    private async Task LeaveAsync(Guid ticket)
    {
        if (_network.Ledger is { } ledger)
        {
            try
            {
                await ledger.LeaveAsync(_platform, _chatKey, ticket, CancellationToken.None);
            }
            catch (DbException)
            {
                // Its lease runs out.
            }
        }
        else
        {
            lock (_lock)
            {
                _tickets.Remove(ticket);
            }
        }
    }

    /// <summary>By this process's clock. Only where no one else sends does it know who waits.</summary>
    private ISendLedger.Entry Known(Guid? ticket)
    {
        lock (_lock)
        {
            var ahead = _tickets.Count == 0 ? 0 : _tickets.Count(other => ticket is null || other < ticket);
            return new(_time.GetUtcNow(), _turns, _network.Turns, ahead);
        }
    }

    private void Keep(ISendLedger.Entry entry)
    {
        lock (_lock)
        {
            var shift = _time.GetUtcNow() - entry.Now;
            (_turns, _network.Turns) = (entry.Chat.Shifted(shift), entry.Network.Shifted(shift));
        }
    }
}
