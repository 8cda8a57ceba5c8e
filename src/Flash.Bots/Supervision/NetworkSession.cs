using Flash.Bots.Replies;

namespace Flash.Bots.Supervision;

/// <summary>One connection over which a network brings what people do: a shard of Discord's gateway, Telegram's
/// polling. Counted while it stands. For one thread at a time.</summary>
public sealed class NetworkSession(Platform network)
{
    private bool _isOpen;

    /// <summary>It stands, again or still.</summary>
    public void Opened() => Set(true);

    /// <summary>It broke, or was ended.</summary>
    public void Closed() => Set(false);

    private void Set(bool isOpen)
    {
        if (_isOpen != isOpen)
        {
            _isOpen = isOpen;
            FlashMeasures.Connected(network, isOpen ? 1 : -1);
        }
    }
}
