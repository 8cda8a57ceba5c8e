using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Worker.Delivery;

/// <summary>The message of one generation: edited wherever it stands, posted only when no one else has done so in
/// time.</summary>
/// <param name="id">The generation.</param>
/// <param name="address">Where it was asked for.</param>
/// <param name="known">The message, if it was recorded already.</param>
/// <param name="ensureMayShow">Throws <see cref="OperationCanceledException"/> when this process may not show anything
/// any more.</param>
/// <param name="messages">Who posts, and what was posted.</param>
/// <param name="messenger">The network.</param>
/// <param name="placeholder">What is posted before a result is shown; null when what is shown is its own last
/// word.</param>
/// <param name="tryTakeTurn">Takes one more of the chat's turns, if there is one now.</param>
internal sealed class GenerationMessage(
    GenerationId id,
    ReplyAddress address,
    MessageRef? known,
    Func<CancellationToken, Task> ensureMayShow,
    GenerationMessages messages,
    IMessenger messenger,
    Func<OutgoingMessage>? placeholder,
    Func<CancellationToken, Task<bool>> tryTakeTurn
) : IShownMessage
{
    /// <summary>A chat that may be spoken to as often as this is never worth a result shown twice.</summary>
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(2);

    private MessageRef? _message = known;

    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        _message ??= await messages.WaitForMessageAsync(id, cancellationToken);

    public Task ShowPreviewAsync(OutgoingMessage preview, CancellationToken cancellationToken) =>
        ShowAsync(preview, isResult: false, cancellationToken);

    public async Task ShowResultAsync(OutgoingMessage result, CancellationToken cancellationToken)
    {
        try
        {
            await ShowAsync(result, isResult: true, cancellationToken);
        }
        catch (MessengerException fault) when (fault.Fault == MessengerFault.MessageGone && _message is { } gone)
        {
            if (messenger.DeletionsAreFinal)
            {
                throw new MessengerException(MessengerFault.ChatClosed, "The message was taken away.", fault);
            }

            // Someone deleted it. What was asked for is still owed: it comes as a new message.
            await messages.ForgetMessageAsync(id, gone, cancellationToken);
            _message = null;
            await ShowAsync(result, isResult: true, cancellationToken);
        }
    }

    private async Task ShowAsync(OutgoingMessage message, bool isResult, CancellationToken cancellationToken)
    {
        await ensureMayShow(cancellationToken);
        if (_message is null)
        {
            await PostAsync(message, isResult, cancellationToken);
        }
        else
        {
            await messenger.EditAsync(_message, message, cancellationToken);
        }
    }

    private async Task PostAsync(OutgoingMessage message, bool isResult, CancellationToken cancellationToken)
    {
        if (await messages.TryClaimPostingAsync(id, cancellationToken))
        {
            var first = await FirstAsync(message, isResult, cancellationToken);
            var posted = await messenger.PostAsync(address, first, cancellationToken);

            // From here on the message exists; a cancellation must not lose sight of it.
            if (await messages.RecordMessageAsync(id, posted, CancellationToken.None))
            {
                _message = posted;
                if (!ReferenceEquals(first, message))
                {
                    await messenger.EditAsync(posted, message, cancellationToken);
                }

                return;
            }

            await messenger.DeleteAsync(posted, cancellationToken);
        }

        // Someone else posts or has posted. If that comes to nothing either, this counts as a failed attempt and is
        // retried.
        _message = await messages.WaitForMessageAsync(id, cancellationToken)
            ?? throw new MessengerException(MessengerFault.Unavailable, "No one could post the generation's message.");
        await messenger.EditAsync(_message, message, cancellationToken);
    }

    /// <summary>
    /// Killed between the post and its record, this process leaves what it posted behind, and the next one shows the
    /// result once more. So a placeholder goes first, always in a chat that soon has a turn again; in a busy group that
    /// has no turn for it now, no one is made to wait twice.
    /// </summary>
    private async Task<OutgoingMessage> FirstAsync(
        OutgoingMessage message,
        bool isResult,
        CancellationToken cancellationToken
    ) =>
        isResult
        && message.Media.Count > 0
        && placeholder is not null
        && (await tryTakeTurn(cancellationToken) || messenger.EditInterval(address) <= SoonAgain)
            ? placeholder()
            : message;
}
