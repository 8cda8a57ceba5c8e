using Flash.Bots.Pacing;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations;

/// <summary>Posts and edits on whichever network the address belongs to, counted against what the chat takes.</summary>
internal sealed class CountedMessages(IEnumerable<IMessenger> messengers, SendCounting counting)
{
    /// <summary>How long an answer in words waits for its turn in a chat where much is said; what comes later would
    /// answer no one.</summary>
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(15);

    private readonly Dictionary<Platform, IMessenger> messengers = messengers.ToDictionary(messenger =>
        messenger.Platform
    );

    /// <summary>Whether this process can speak there.</summary>
    public bool Speaks(Platform platform) => messengers.ContainsKey(platform);

    /// <exception cref="InvalidOperationException">This process does not speak there.</exception>
    public IMessenger For(Platform platform) =>
        messengers.TryGetValue(platform, out var messenger)
            ? messenger
            : throw new InvalidOperationException(
                $"This process has no messenger for {platform}; it has {string.Join(", ", messengers.Keys)}."
            );

    /// <summary>Posts what a generation shows while it waits, if the chat has a turn now.</summary>
    /// <exception cref="MessengerException">It was not posted, or perhaps was.</exception>
    public async Task<MessageRef> PostPlaceholderAsync(
        ReplyAddress address,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        var messenger = For(address.Platform);
        await counting.PlaceholderAsync(messenger, address, cancellationToken);
        return await counting.WatchAsync(messenger, address, () =>
            messenger.PostAsync(address, message, cancellationToken)
        );
    }

    /// <summary>Posts an answer, once the chat has a turn.</summary>
    /// <exception cref="MessengerException">It was not posted, or perhaps was.</exception>
    public async Task<MessageRef> PostAnswerAsync(
        ReplyAddress address,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        var messenger = For(address.Platform);
        await counting.AnswerAsync(messenger, address, AnswerPatience, cancellationToken);
        return await counting.WatchAsync(messenger, address, () =>
            messenger.PostAsync(address, message, cancellationToken)
        );
    }

    /// <summary>Edits at once: what people pressed for is not kept waiting.</summary>
    /// <exception cref="MessengerException">It was not edited, or perhaps was.</exception>
    public async Task EditAsync(
        Platform platform,
        MessageRef posted,
        OutgoingMessage message,
        CancellationToken cancellationToken
    )
    {
        var messenger = For(platform);
        await counting.CountAsync(messenger, posted.Place, cancellationToken);
        await counting.WatchAsync(messenger, posted.Place, async () =>
        {
            await messenger.EditAsync(posted, message, cancellationToken);
            return true;
        });
    }
}
