using Flash.Bots.Replies;

namespace Flash.Worker.Jobs;

/// <summary>
/// Room for results on their way. A job takes a place before it knows whose result it will be; from then on a chat
/// keeps no more than its share, so that one that answers 429 for minutes holds up no one else.
/// </summary>
/// <remarks>Thread-safe. What a chat has beyond its share waits without a place, up to <see
/// cref="MostBeyond"/> results times the places: each holds its encoded pictures in memory.</remarks>
internal sealed class DeliveryPlaces(int places) : IDisposable
{
    /// <summary>Results without a place, for each place.</summary>
    public const int MostBeyond = 8;

    private readonly SemaphoreSlim _free = new(places);
    private readonly int _share = Math.Max(1, places / 8);
    private readonly Lock _lock = new();
    private readonly Dictionary<(Platform, string), int> _held = [];
    private int _beyond;

    /// <summary>Waits until there is room for one more.</summary>
    public async Task<Place> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Place(this, null);
    }

    public void Dispose() => _free.Dispose();

    private Place KeepFor((Platform, string) chat)
    {
        lock (_lock)
        {
            var held = _held.GetValueOrDefault(chat);
            if (held < _share || _beyond >= MostBeyond * places)
            {
                _held[chat] = held + 1;
                return new Place(this, chat);
            }

            _beyond++;
        }

        _free.Release();
        return new Place(this, null, isBeyond: true);
    }

    private void Give((Platform, string)? chat, bool isBeyond)
    {
        lock (_lock)
        {
            if (isBeyond)
            {
                _beyond--;
                return;
            }

            if (chat is { } of && --_held[of] == 0)
            {
                _held.Remove(of);
            }
        }

        _free.Release();
    }

    /// <summary>Room for one delivery, of a chat once that is known.</summary>
    public sealed class Place(DeliveryPlaces places, (Platform, string)? chat, bool isBeyond = false) : IDisposable
    {
        private bool _isGiven;

        /// <summary>Hands the room on to a delivery to this chat: disposing this one gives nothing back any
        /// more.</summary>
        public Place KeepFor((Platform, string) of)
        {
            _isGiven = true;
            return places.KeepFor(of);
        }

        public void Dispose()
        {
            if (!_isGiven)
            {
                _isGiven = true;
                places.Give(chat, isBeyond);
            }
        }
    }
}
