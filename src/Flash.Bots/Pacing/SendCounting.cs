using Flash.Bots.Data;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Pacing;

/// <summary>
/// Takes down what is sent in answer to people, beside the results that workers send, so that a chat's limit holds for
/// both. Nothing here where a network counts no chat as a whole, and nothing while the database is away: people are
/// told that.
/// </summary>
public sealed class SendCounting(ChatBudgets budgets)
{
    private static readonly TimeSpan UnnamedRetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Takes a turn for a placeholder, if there is one now.</summary>
    /// <exception cref="MessengerException"><see cref="MessengerFault.RateLimited"/>: there is none; nothing was
    /// sent.</exception>
    public async Task PlaceholderAsync(IMessenger messenger, ReplyAddress address, CancellationToken cancellationToken)
    {
        if (
            messenger.CountsAllProcesses
            && !await WithDatabaseAsync(
                () =>
                    budgets
                        .Of(address)
                        .TryTakeTurnAsync(SendClass.Placeholder, messenger.EditInterval(address), cancellationToken),
                otherwise: true
            )
        )
        {
            throw Full();
        }
    }

    /// <summary>Takes a turn for an answer.</summary>
    /// <exception cref="MessengerException"><see cref="MessengerFault.RateLimited"/>: the chat has no turn within
    /// <paramref name="atMost"/>; nothing was sent.</exception>
    public async Task AnswerAsync(
        IMessenger messenger,
        ReplyAddress address,
        TimeSpan atMost,
        CancellationToken cancellationToken
    )
    {
        if (
            messenger.CountsAllProcesses
            && !await WithDatabaseAsync(
                () =>
                    budgets.Of(address).TakeAnswerTurnAsync(messenger.EditInterval(address), atMost, cancellationToken),
                otherwise: true
            )
        )
        {
            throw Full();
        }
    }

    /// <summary>Counts an edit that waits for no one.</summary>
    public async Task CountAsync(IMessenger messenger, ReplyAddress? address, CancellationToken cancellationToken)
    {
        if (messenger.CountsAllProcesses && address is not null)
        {
            await WithDatabaseAsync(
                async () =>
                {
                    await budgets.Of(address).CountAsync(messenger.EditInterval(address), cancellationToken);
                    return true;
                },
                otherwise: true
            );
        }
    }

    /// <summary>Sends; when the network answers 429, everyone learns of it.</summary>
    public async Task<T> WatchAsync<T>(IMessenger messenger, ReplyAddress? address, Func<Task<T>> send)
    {
        try
        {
            return await send();
        }
        catch (MessengerException fault)
            when (fault.Fault == MessengerFault.RateLimited && messenger.CountsAllProcesses && address is not null)
        {
            await WithDatabaseAsync(
                async () =>
                {
                    await budgets
                        .Of(address)
                        .BlockAsync(
                            fault.RetryAfter ?? UnnamedRetryAfter,
                            messenger.EditInterval(address),
                            CancellationToken.None
                        );
                    return true;
                },
                otherwise: true
            );
            throw;
        }
    }

    private static MessengerException Full() =>
        new(MessengerFault.RateLimited, "The chat has had as many messages as it takes; nothing was sent.");

    private static async Task<T> WithDatabaseAsync<T>(Func<Task<T>> count, T otherwise)
    {
        try
        {
            return await count();
        }
        catch (Exception exception) when (exception.IsUnreachable())
        {
            return otherwise;
        }
    }
}
