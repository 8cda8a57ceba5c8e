using Flash.Bots.Generations;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Delivery;

/// <summary>
/// Tells people who wait how the queue moves, in the message that will show their pictures. It is paid from what
/// previews may spend: a chat that has nothing left for previews is told later, and no one waits here.
/// </summary>
internal sealed class QueuePlaces(
    QueueOutlook outlook,
    GenerationMessages messages,
    IEnumerable<IMessenger> messengers,
    ChatBudgets budgets,
    IOptions<WorkerOptions> options,
    BackgroundLoops loops,
    TimeProvider time,
    ILogger<QueuePlaces> logger
) : BackgroundService
{
    /// <summary>A little longer than an edit may take, for the time between the database and the network.</summary>
    private static readonly TimeSpan Hold = MessagePacer.PreviewTimeout + TimeSpan.FromSeconds(1);

    /// <summary>How long a network may take to carry out an edit after no one waits for its answer any more.</summary>
    internal static readonly TimeSpan UnsureFor = TimeSpan.FromSeconds(15);

    private readonly Dictionary<Platform, IMessenger> _messengers = messengers.ToDictionary(messenger =>
        messenger.Platform
    );

    /// <summary>Edits as many outdated messages as the chats have room for, beside each other. How many it
    /// edited.</summary>
    public async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        var tellings = new List<Task<bool>>();
        foreach (var outdated in await outlook.OutdatedAsync(cancellationToken))
        {
            tellings.Add(TellAsync(outdated, cancellationToken));
        }

        return (await Task.WhenAll(tellings)).Count(told => told);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        loops.RunAsync(
            new LoopOptions
            {
                Name = "queue places",
                FirstWait = options.Value.PlacesInterval,
                Interval = options.Value.PlacesInterval,
                Patience = TimeSpan.FromMinutes(1) + options.Value.PlacesInterval,
            },
            TellAsync,
            stoppingToken
        );

    private async Task<bool> TellAsync(OutdatedPlace outdated, CancellationToken cancellationToken)
    {
        var (id, place, address) = outdated;
        if (!_messengers.TryGetValue(address.Platform, out var messenger))
        {
            return false;
        }

        // One send stays for the worker that draws in this chat right now, in any process.
        using var result = budgets.Of(address).ReserveResult();
        if (
            !await budgets
                .Of(address)
                .TryTakeTurnAsync(SendClass.Preview, messenger.EditInterval(address), cancellationToken)
            || await messages.TryBeginTellingAsync(id, place, Hold, cancellationToken) is not { } waiting
        )
        {
            return false;
        }

        var (isShown, isUnsure) = (true, false);
        try
        {
            using var timeout = new CancellationTokenSource(MessagePacer.PreviewTimeout, time);
            var told = new OutgoingMessage
            {
                Text = waiting.Texts.Waiting(waiting.Recipe.Prompt, place.Ahead, place.Expected),
                Buttons = GenerationButtons.Unfinished(waiting.Texts, id),
            };
            await messenger.EditAsync(waiting.Message, told, timeout.Token);
        }
        catch (OperationCanceledException)
        {
            // The worker that draws it has waited long enough.
            isUnsure = true;
        }
        catch (MessengerException fault)
        {
            Log.PlaceRefused(logger, id.Value, fault.Fault);
            (isShown, isUnsure) = (
                !fault.IsTransient,
                fault is { Fault: MessengerFault.Unavailable, WasNotDone: false }
            );
            if (fault is { Fault: MessengerFault.RateLimited, RetryAfter: { } retryAfter })
            {
                await budgets.Of(address).BlockAsync(retryAfter, messenger.EditInterval(address), cancellationToken);
            }
        }

        await EndAsync(waiting, isShown, isUnsure ? UnsureFor : TimeSpan.Zero, messenger);
        return isShown;
    }

    /// <summary>The person who called it off while the edit was on its way has seen it come back; the last word is
    /// theirs.</summary>
    private async Task EndAsync(WaitingGeneration waiting, bool isShown, TimeSpan unsureFor, IMessenger messenger)
    {
        if (
            await messages.EndTellingAsync(waiting, isShown, unsureFor, CancellationToken.None)
            == GenerationState.Cancelled
        )
        {
            try
            {
                var cancelled = new OutgoingMessage
                {
                    Text = waiting.Texts.Cancelled(waiting.Recipe.Prompt),
                    Buttons = GenerationButtons.Ended(waiting.Texts, waiting.Id, waiting.Kind),
                };
                await messenger.EditAsync(waiting.Message, cancelled, CancellationToken.None);
            }
            catch (MessengerException fault)
            {
                Log.PlaceRefused(logger, waiting.Id.Value, fault.Fault);
            }
        }
    }
}
