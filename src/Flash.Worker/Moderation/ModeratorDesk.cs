using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flash.Worker.Moderation;

/// <summary>
/// Keeps moderators' chats true, and carries out in people's chats what moderators decided elsewhere. Each chat has a
/// loop of its own, so that one that makes us wait holds up nothing else; any number of workers share the work.
/// </summary>
internal sealed class ModeratorDesk : BackgroundService
{
    // For notifications that got lost, and for what a network refused a while ago.
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RefusedPause = TimeSpan.FromSeconds(10);

    private readonly CardStore _store;
    private readonly CardPoster _poster;
    private readonly NoticePoster _notices;
    private readonly MessageOrders _orders;
    private readonly BackgroundLoops _loops;
    private readonly ILogger<ModeratorDesk> _logger;
    private readonly IReadOnlyList<(ModeratorChat Chat, IMessenger Messenger)> _chats;
    private readonly IReadOnlyList<IMessenger> _networks;
    private readonly IReadOnlyList<SemaphoreSlim> _wakers;

    public ModeratorDesk(
        CardStore store,
        CardPoster poster,
        NoticePoster notices,
        MessageOrders orders,
        ModeratorChats chats,
        IEnumerable<IMessenger> messengers,
        BackgroundLoops loops,
        ILogger<ModeratorDesk> logger
    )
    {
        (_store, _poster, _notices, _orders) = (store, poster, notices, orders);
        (_loops, _logger) = (loops, logger);
        var speaks = messengers.ToDictionary(messenger => messenger.Platform);
        foreach (var mute in chats.All.Where(chat => !speaks.ContainsKey(chat.Platform)))
        {
            Log.ModeratorChatMute(logger, mute.Platform);
        }

        _chats =
        [
            .. chats.All.Where(chat => speaks.ContainsKey(chat.Platform)).Select(chat => (chat, speaks[chat.Platform])),
        ];
        _networks = [.. speaks.Values.Where(messenger => messenger.Platform != Platform.Playground)];
        _wakers = [.. Enumerable.Range(0, _chats.Count + 2).Select(_ => new SemaphoreSlim(1, 1))];
    }

    /// <summary>Something was held, reported or decided.</summary>
    public void Wake()
    {
        foreach (var waker in _wakers)
        {
            try
            {
                waker.Release();
            }
            catch (SemaphoreFullException)
            {
                // It has been told and has not looked yet.
            }
        }
    }

    public override void Dispose()
    {
        foreach (var waker in _wakers)
        {
            waker.Dispose();
        }

        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            _chats
                .Select(
                    (served, index) =>
                        RepeatAsync(
                            $"moderators' cards on {served.Chat.Platform} {index + 1}",
                            _wakers[index],
                            token => ServeAsync(served.Chat, served.Messenger, token),
                            stoppingToken
                        )
                )
                .Append(RepeatAsync("moderators' orders", _wakers[^1], _orders.CarryOutDueAsync, stoppingToken))
                .Append(RepeatAsync("notices to moderators", _wakers[^2], TellThemAsync, stoppingToken))
        );

    private async Task ServeAsync(ModeratorChat chat, IMessenger messenger, CancellationToken cancellationToken)
    {
        await _store.OpenAsync(chat, cancellationToken);
        while (await _store.IsOwedAsync(chat, cancellationToken))
        {
            await _poster.ShowNextAsync(chat, messenger, cancellationToken);
        }

        await _notices.TellAsync(chat, messenger, cancellationToken);
    }

    private async Task TellThemAsync(CancellationToken cancellationToken)
    {
        foreach (var messenger in _networks)
        {
            await _notices.TellThemAsync(messenger, cancellationToken);
        }
    }

    private Task RepeatAsync(
        string name,
        SemaphoreSlim waker,
        Func<CancellationToken, Task> look,
        CancellationToken stoppingToken
    ) =>
        _loops.RunAsync(
            new LoopOptions
            {
                Name = name,
                Patience = TimeSpan.FromMinutes(5),
                Knows = (fault, pause) =>
                {
                    if (fault is not MessengerException refused)
                    {
                        return null;
                    }

                    // What is owed stays owed.
                    Log.ModeratorDeskPaused(_logger, fault);
                    return refused.RetryAfter ?? (pause > RefusedPause ? pause : RefusedPause);
                },
            },
            async cancellationToken =>
            {
                await waker.WaitAsync(LookInterval, cancellationToken);
                await look(cancellationToken);
            },
            stoppingToken
        );
}
