using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Worker.Delivery;

/// <summary>The message of one generation: edited wherever it stands, posted only when nobody else has done so in
/// time.</summary>
/// <param name="id">The generation.</param>
/// <param name="address">Where it was asked for.</param>
/// <param name="known">The message, if it was recorded already.</param>
/// <param name="ensureMayShow">Throws <see cref="OperationCanceledException"/> when this process may not show anything
/// any more.</param>
/// <param name="messages">Who posts, and what was posted.</param>
/// <param name="messenger">The network.</param>
/// <param name="placeholder">What is posted before a picture is shown; null when what is shown is its own last
/// word.</param>
internal sealed class GenerationMessage(
    GenerationId id,
    ReplyAddress address,
    MessageRef? known,
    Func<CancellationToken, Task> ensureMayShow,
    GenerationMessages messages,
    IMessenger messenger,
    Func<OutgoingMessage>? placeholder
) : IShownMessage
{
    private MessageRef? _message = known;

    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken) =>
        _message ??= await messages.WaitForMessageAsync(id, cancellationToken);

    public Task ShowPreviewAsync(OutgoingMessage preview, CancellationToken cancellationToken) =>
        ShowAsync(preview, cancellationToken);

    public async Task ShowResultAsync(OutgoingMessage result, CancellationToken cancellationToken)
    {
        try
        {
            await ShowAsync(result, cancellationToken);
        }
        catch (MessengerException fault) when (fault.Fault == MessengerFault.MessageGone && _message is { } gone)
        {
            // Somebody deleted it. What was asked for is still owed: it comes as a new message.
            await messages.ForgetMessageAsync(id, gone, cancellationToken);
            _message = null;
            await ShowAsync(result, cancellationToken);
        }
    }

    private async Task ShowAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        await ensureMayShow(cancellationToken);
        if (_message is null)
        {
            await PostAsync(message, cancellationToken);
        }
        else
        {
            await messenger.EditAsync(_message, message, cancellationToken);
        }
    }

    private async Task PostAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (await messages.TryClaimPostingAsync(id, cancellationToken))
        {
            // Killed between here and the record, this process leaves a placeholder behind, never a result that the
            // next one shows once more.
            var posted = await messenger.PostAsync(address, placeholder?.Invoke() ?? message, cancellationToken);

            // From here on the message exists; a cancellation must not lose sight of it.
            if (await messages.RecordMessageAsync(id, posted, CancellationToken.None))
            {
                _message = posted;
                if (placeholder is not null)
                {
                    await messenger.EditAsync(posted, message, cancellationToken);
                }

                return;
            }

            await messenger.DeleteAsync(posted, cancellationToken);
        }

        // Somebody else posts or has posted. If that comes to nothing either, this counts as a failed attempt and is
        // retried.
        _message = await messages.WaitForMessageAsync(id, cancellationToken)
            ?? throw new MessengerException(MessengerFault.Unavailable, "Nobody could post the generation's message.");
        await messenger.EditAsync(_message, message, cancellationToken);
    }
}
