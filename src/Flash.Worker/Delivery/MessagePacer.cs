using System.Data.Common;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
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
    private readonly PendingPreviews _pending;
    private readonly Playback? _playback;
    private readonly Guid? _ticket;
    private DateTimeOffset? _shownAt;
    private bool _isUnsure;

    /// <param name="budget">The chat's budget, shared with other generations.</param>
    /// <param name="interval">The network's <see cref="IMessenger.EditInterval"/> for this chat.</param>
    /// <param name="message">The generation's message.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where trouble is told.</param>
    /// <param name="lifetime">Ends everything at once, in the middle of a send too: the generation belongs to another
    /// worker now.</param>
    /// <param name="playback">How previews are made up for once the result is there; null for not at all.</param>
    /// <param name="ticket">The result's place among those of its chat; null for the last.</param>
    public MessagePacer(
        ChatBudget budget,
        TimeSpan interval,
        IShownMessage message,
        TimeProvider time,
        ILogger logger,
        CancellationToken lifetime,
        Playback? playback = null,
        Guid? ticket = null
    )
    {
        (_playback, _ticket, _pending) = (playback, ticket, new PendingPreviews(playback is { WholeWay: true }));
        _budget = budget;
        _interval = interval;
        _message = message;
        _time = time;
        _logger = logger;
        _reservation = budget.ReserveResult();
        _previewsOver = CancellationTokenSource.CreateLinkedTokenSource(lifetime);
        _previews = Task.Run(() => SendPreviewsAsync(lifetime), CancellationToken.None);
    }

    /// <summary>Whether an edit of this generation's may still be carried out by the network, after all that was
    /// shown.</summary>
    public bool IsUnsure => _isUnsure;

    /// <summary>Offers a preview. It is sent when its turn comes, unless a newer one or the result came
    /// first.</summary>
    public void Offer(Func<OutgoingMessage> preview)
    {
        FlashMeasures.Preview("offered");
        _pending.Offer(preview);
    }

    /// <summary>Ends the previews and sends the result, with as many attempts as it takes.</summary>
    public async Task<DeliveryOutcome> DeliverAsync(OutgoingMessage result, CancellationToken cancellationToken)
    {
        await PlayBackAsync(cancellationToken);
        await EndPreviewsAsync();
        _reservation.Dispose();
        var giveUpAt = _time.GetUtcNow() + ResultTimeout;
        var backOff = FirstBackOff;
        while (true)
        {
            try
            {
                await _budget.TakeResultTurnAsync(_interval, _ticket, cancellationToken);
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
        _pending.Complete();
        await _previewsOver.CancelAsync();
        await _previews;
    }

    /// <summary>Lets previews go on for as long as the result may be late for it, and gives the last one a moment to be
    /// seen.</summary>
    private async Task PlayBackAsync(CancellationToken cancellationToken)
    {
        if (
            _playback is not { } playback
            || (!playback.WholeWay && _shownAt is not null)
            || (_pending.IsEmpty && _shownAt is null)
            || _budget.ResultsToCome > 1
            || await playback.OthersWait(cancellationToken)
        )
        {
            return;
        }

        var end = _time.GetUtcNow() + playback.AtMost;
        _pending.Complete();
        var lastStart = playback.AtMost - (0.75 * Playback.Gap);
        if (lastStart > TimeSpan.Zero)
        {
            await Task.WhenAny(_previews, Task.Delay(lastStart, _time, cancellationToken));
        }

        if (_shownAt is { } shown)
        {
            var seen = shown + Playback.Gap;
            var rest = (seen < end ? seen : end) - _time.GetUtcNow();
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, _time, cancellationToken);
            }
        }
    }

    private async Task SendPreviewsAsync(CancellationToken lifetime)
    {
        var over = _previewsOver.Token;
        try
        {
            var slack = _playback is { WholeWay: true } ? Playback.Gap : TimeSpan.Zero;
            while (await _pending.WaitAsync(over))
            {
                await _message.WaitUntilReadyAsync(over);
                await _budget.TakePreviewTurnAsync(_interval, slack, over);
                over.ThrowIfCancellationRequested();
                if (_pending.Take() is { } preview)
                {
                    using var timeout = new CancellationTokenSource(PreviewTimeout, _time);
                    using var send = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, lifetime);
                    _isUnsure = true;
                    await _message.ShowPreviewAsync(preview(), send.Token);
                    _isUnsure = false;
                    _shownAt = _time.GetUtcNow();
                    FlashMeasures.Preview("sent");
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
            _isUnsure = fault is { Fault: MessengerFault.Unavailable, WasNotDone: false };
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
            // No one else learns of it, and the next send is refused again.
            Log.LimitNotShared(_logger, unknown);
        }

        return retryAfter;
    }
}
