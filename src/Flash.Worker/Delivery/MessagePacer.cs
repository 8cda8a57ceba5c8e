using System.Data.Common;
using System.Threading.Channels;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Worker.Delivery;

/// <summary>
/// Takes what a generation has to show and lets the network have as much of it as it tolerates. A newer preview
/// replaces an older one that was not sent yet, previews end at the first sign of trouble, and the result goes out as
/// soon as the network allows.
/// </summary>
/// <remarks>One per generation. Offering a preview never waits, so a slow network never stalls the denoiser.</remarks>
public sealed class MessagePacer : IAsyncDisposable
{
    /// <summary>How long one preview may be on its way: so long may a result have to wait for it.</summary>
    public static readonly TimeSpan PreviewTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long a result is tried before it counts as undeliverable.</summary>
    public static readonly TimeSpan ResultTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan UnnamedRetryAfter = TimeSpan.FromSeconds(5);

    private readonly ChatBudget _budget;
    private readonly TimeSpan _interval;
    private readonly IShownMessage _message;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IDisposable _reservation;
    private readonly CancellationTokenSource _previewsOver;
    private readonly Task _previews;

    // Holds at most the latest preview, composed (and so encoded) only when its turn has come.
    private readonly Channel<Func<OutgoingMessage>> _latest = Channel.CreateBounded<Func<OutgoingMessage>>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );

    /// <param name="budget">The chat's budget, shared with other generations.</param>
    /// <param name="interval">The network's <see cref="IMessenger.EditInterval"/> for this chat.</param>
    /// <param name="message">The generation's message.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where trouble is told.</param>
    /// <param name="lifetime">Ends everything at once, in the middle of a send too: the generation belongs to another
    /// worker now.</param>
    public MessagePacer(
        ChatBudget budget,
        TimeSpan interval,
        IShownMessage message,
        TimeProvider time,
        ILogger logger,
        CancellationToken lifetime
    )
    {
        _budget = budget;
        _interval = interval;
        _message = message;
        _time = time;
        _logger = logger;
        _reservation = budget.ReserveResult();
        _previewsOver = CancellationTokenSource.CreateLinkedTokenSource(lifetime);
        _previews = Task.Run(() => SendPreviewsAsync(lifetime), CancellationToken.None);
    }

    /// <summary>Offers a preview. It is sent when its turn comes, unless a newer one or the result came
    /// first.</summary>
    public void Offer(Func<OutgoingMessage> preview) => _latest.Writer.TryWrite(preview);

    /// <summary>Ends the previews and sends the result, with as many attempts as it takes.</summary>
    public async Task<DeliveryOutcome> DeliverAsync(OutgoingMessage result, CancellationToken cancellationToken)
    {
        await EndPreviewsAsync();
        _reservation.Dispose();
        var giveUpAt = _time.GetUtcNow() + ResultTimeout;
        var backOff = FirstBackOff;
        while (true)
        {
            try
            {
                await _budget.TakeResultTurnAsync(_interval, cancellationToken);
                await _message.WaitUntilReadyAsync(cancellationToken);
                await _message.ShowResultAsync(result, cancellationToken);
                return new DeliveryOutcome.Delivered();
            }
            catch (MessengerException fault) when (fault.Fault == MessengerFault.ChatClosed)
            {
                return new DeliveryOutcome.ChatClosed();
            }
            catch (MessengerException fault) when (!fault.IsTransient || _time.GetUtcNow() >= giveUpAt)
            {
                return new DeliveryOutcome.Undeliverable(fault.Fault, fault.Message);
            }
            catch (MessengerException fault) when (fault.Fault == MessengerFault.RateLimited)
            {
                Log.ResultRateLimited(_logger, (await BlockAsync(fault)).TotalSeconds);
            }
            catch (Exception fault)
                when (fault is MessengerException || (fault is DbException && _time.GetUtcNow() < giveUpAt))
            {
                Log.ResultRetried(_logger, fault, backOff.TotalSeconds);
                await Task.Delay(backOff, _time, cancellationToken);
                backOff = backOff * 2 < LongestBackOff ? backOff * 2 : LongestBackOff;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndPreviewsAsync();
        _reservation.Dispose();
        _previewsOver.Dispose();
    }

    // A preview on its way is not cut off: the network might still carry it out, after the result.
    private async Task EndPreviewsAsync()
    {
        _latest.Writer.TryComplete();
        await _previewsOver.CancelAsync();
        await _previews;
    }

    private async Task SendPreviewsAsync(CancellationToken lifetime)
    {
        var over = _previewsOver.Token;
        try
        {
            while (await _latest.Reader.WaitToReadAsync(over))
            {
                await _message.WaitUntilReadyAsync(over);
                await _budget.TakePreviewTurnAsync(_interval, over);
                over.ThrowIfCancellationRequested();
                if (_latest.Reader.TryRead(out var preview))
                {
                    using var timeout = new CancellationTokenSource(PreviewTimeout, _time);
                    using var send = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, lifetime);
                    await _message.ShowPreviewAsync(preview(), send.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The result is there, or the preview took too long, or the generation belongs to another worker.
        }
        catch (MessengerException fault)
        {
            Log.PreviewsGivenUp(_logger, fault);
            if (fault.Fault == MessengerFault.RateLimited)
            {
                await BlockAsync(fault);
            }
        }
        catch (DbException fault)
        {
            Log.PreviewsGivenUp(_logger, fault);
        }
    }

    private async Task<TimeSpan> BlockAsync(MessengerException fault)
    {
        var retryAfter = fault.RetryAfter ?? UnnamedRetryAfter;
        try
        {
            await _budget.BlockAsync(retryAfter, _interval, CancellationToken.None);
        }
        catch (DbException unknown)
        {
            // Nobody else learns of it, and the next send is refused again.
            Log.LimitNotShared(_logger, unknown);
        }

        return retryAfter;
    }
}
