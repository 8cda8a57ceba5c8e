using System.Collections.Concurrent;
using Flash.Bots.Generations;
using Flash.Bots.Pacing;
using Flash.Bots.Replies;
using Flash.Worker.Delivery;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker.Jobs;

/// <summary>The generations this process is busy with.</summary>
internal sealed class GenerationRuns(
    GenerationStore store,
    GenerationMessages messages,
    IEnumerable<IMessenger> messengers,
    ChatBudgets budgets,
    QueueOutlook outlook,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<GenerationRuns> logger
)
{
    private readonly Dictionary<Platform, IMessenger> _messengers = messengers.ToDictionary(messenger =>
        messenger.Platform
    );
    private readonly ConcurrentDictionary<GenerationRun, byte> _running = new();

    /// <summary>Starts keeping a claim alive, and its message ready.</summary>
    public GenerationRun Begin(ClaimedGeneration generation)
    {
        var messenger = MessengerFor(generation.ReplyAddress);
        var lease = new GenerationLease(store, generation.Id, generation.Epoch, options.Value.Lease, time, logger);
        var placeholder = () =>
            new OutgoingMessage
            {
                Text = generation.Texts.Waiting(generation.Recipe.Prompt, 0),
                Media = [PlaceholderPicture.For(generation.Recipe.Prompt)],
                Buttons = GenerationButtons.Unfinished(generation.Texts, generation.Id),
            };
        var pacer = Pacer(
            generation.Id,
            generation.ReplyAddress,
            generation.Message,
            messenger,
            lease.EnsureHeldAsync,
            placeholder,
            PlaybackFor(generation.ReplyAddress, messenger),
            lease.Lost
        );
        var run = new GenerationRun(generation, lease, pacer, messenger.Layout, ended =>
            _running.TryRemove(ended, out _)
        );
        _running.TryAdd(run, 0);
        return run;
    }

    /// <summary>Stops a generation that its owner called off, if it runs here. An empty payload means that
    /// cancellations may have been missed.</summary>
    public void Cancel(string payload)
    {
        foreach (var run in _running.Keys)
        {
            if (run.Generation.Id.ToString() == payload)
            {
                run.Lease.Cancel();
            }
        }
    }

    /// <summary>Shows a last word on a generation that no lease is needed for any more: its state is final.</summary>
    public async Task<DeliveryOutcome> TellAsync(
        GenerationId id,
        ReplyAddress address,
        MessageRef? message,
        OutgoingMessage lastWord,
        CancellationToken cancellationToken
    )
    {
        await using var pacer = Pacer(
            id,
            address,
            message,
            MessengerFor(address),
            _ => Task.CompletedTask,
            placeholder: null,
            playback: null,
            cancellationToken
        );
        return await pacer.DeliverAsync(lastWord, cancellationToken);
    }

    /// <summary>Turns the sign that a request was heard into how it ended; a press on a button was answered when it
    /// came.</summary>
    public Task AcknowledgeAsync(
        ClaimedGeneration generation,
        Acknowledgement how,
        CancellationToken cancellationToken
    ) =>
        generation is { Kind: GenerationKind.Imagine, ParentId: null }
            ? MessengerFor(generation.ReplyAddress).AcknowledgeAsync(generation.ReplyAddress, how, cancellationToken)
            : Task.CompletedTask;

    /// <summary>What stands in the chat of a generation that ended without pictures.</summary>
    public static OutgoingMessage LastWord(Texts texts, GenerationId id, GenerationKind kind, string text) =>
        new() { Text = text, Buttons = GenerationButtons.Ended(texts, id, kind) };

    private MessagePacer Pacer(
        GenerationId id,
        ReplyAddress address,
        MessageRef? message,
        IMessenger messenger,
        Func<CancellationToken, Task> ensureMayShow,
        Func<OutgoingMessage>? placeholder,
        Playback? playback,
        CancellationToken lifetime
    )
    {
        var (budget, interval) = (budgets.Of(address), messenger.EditInterval(address));
        return new(
            budget,
            interval,
            new GenerationMessage(
                id,
                address,
                message,
                ensureMayShow,
                messages,
                messenger,
                placeholder,
                cancellationToken => budget.TryTakeTurnAsync(SendClass.Result, interval, cancellationToken)
            ),
            time,
            logger,
            lifetime,
            playback,
            id.Value
        );
    }

    /// <summary>Where one person looks on, the whole way; among many one picture; nothing where a chat takes whatever
    /// is sent.</summary>
    private Playback? PlaybackFor(ReplyAddress address, IMessenger messenger) =>
        options.Value.Playback > TimeSpan.Zero
        && messenger.EditInterval(address) > TimeSpan.Zero
        && address is TelegramReply or DiscordReply
            ? new Playback(
                options.Value.Playback,
                WholeWay: address is TelegramReply { IsGroup: false },
                outlook.IsAnybodyWaitingAsync
            )
            : null;

    /// <summary>
    /// Makes a delivered message show its result once more, when an edit whose answer was lost may have been carried
    /// out after it. Nothing where the message is another one by now, or a moderator has decided about it.
    /// </summary>
    public async Task RepairAsync(
        GenerationId id,
        ReplyAddress address,
        OutgoingMessage result,
        CancellationToken cancellationToken
    )
    {
        if (await messages.FindDeliveredAsync(id, cancellationToken) is { } posted)
        {
            var (budget, messenger) = (budgets.Of(address), MessengerFor(address));
            await budget.TakeResultTurnAsync(messenger.EditInterval(address), null, cancellationToken);
            await messenger.EditAsync(posted, result, cancellationToken);
        }
    }

    private IMessenger MessengerFor(ReplyAddress address) =>
        _messengers.TryGetValue(address.Platform, out var messenger)
            ? messenger
            : throw new InvalidOperationException(
                $"This worker cannot speak to {address.Platform}; give it that network's settings."
            );
}
