using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Flash.Worker.Delivery;
using Microsoft.Extensions.Logging;

namespace Flash.Worker.Jobs;

/// <summary>What is told and written down for each way that work can end.</summary>
internal sealed partial class Deliveries
{
    /// <summary>What was drawn is looked at before anyone sees it; what a moderator has let through is not looked at
    /// again.</summary>
    private async Task JudgeAsync(GenerationRun run, FinishedWork.Made made, CancellationToken cancellationToken)
    {
        foreach (var look in made.Looks)
        {
            Log.PictureLookedAt(
                _logger,
                look.IsUnsafe ? LogLevel.Warning : LogLevel.Information,
                run.Generation.Id.Value,
                look.Picture,
                look,
                look.IsUnsafe ? "flagged" : "fine"
            );
        }

        var verdict = run.Generation.IsCleared
            ? PictureVerdict.Fine
            : await _checks.JudgeAsync(
                [.. made.Pictures.Select(picture => picture.PerceptualHash).OfType<ulong>()],
                made.IsFlagged,
                run.Generation.ReplyAddress.IsAgeRestricted,
                cancellationToken
            ) with
            {
                Looks = made.Looks,
            };
        switch (verdict.Action)
        {
            case PictureAction.Hold:
                await HoldAsync(run, made, verdict, cancellationToken);
                break;
            case PictureAction.Block:
                await FailAsync(
                    run,
                    new FinishedWork.Failed(
                        run.Generation.Texts.PictureBlocked,
                        $"Looks like banned pictures {string.Join(", ", verdict.BannedPictures)}; flagged: "
                            + $"{verdict.IsFlagged}; seen: {string.Join("; ", verdict.Looks)}"
                    ),
                    cancellationToken,
                    hide: true
                );
                break;
            case PictureAction.Spoiler:
                await DeliverAsync(
                    run,
                    made with
                    {
                        Message = made.Message with { IsSpoiler = true },
                    },
                    cancellationToken
                );
                break;
            default:
                await DeliverAsync(run, made, cancellationToken);
                break;
        }
    }

    private async Task HoldAsync(
        GenerationRun run,
        FinishedWork.Made made,
        PictureVerdict verdict,
        CancellationToken cancellationToken
    )
    {
        var (id, prompt) = (run.Generation.Id, run.Generation.Recipe.Prompt);
        var waiting = new OutgoingMessage
        {
            Text = run.Generation.Texts.WaitingForReview(prompt),
            Media = [PlaceholderPicture.For(prompt)],
            Buttons = GenerationButtons.Unfinished(run.Generation.Texts, id),
            HidesPictures = true,
        };
        await run.Pacer.DeliverAsync(waiting, cancellationToken);

        // Crash before this line: it is drawn, looked at and held again.
        if (
            await SaveAsync(
                () => _store.HoldAsync(id, run.Generation.Epoch, made.Pictures, verdict, cancellationToken),
                cancellationToken
            )
        )
        {
            Log.HeldDrawn(_logger, id.Value);
        }
        else
        {
            await EndLostAsync(run);
        }
    }

    private async Task DeliverAsync(GenerationRun run, FinishedWork.Made made, CancellationToken cancellationToken)
    {
        var (id, epoch) = (run.Generation.Id, run.Generation.Epoch);
        switch (await run.Pacer.DeliverAsync(made.Message, cancellationToken))
        {
            case DeliveryOutcome.Delivered:
                // Crash before this line: the job runs again and edits the same message to show the same pictures.
                if (
                    await SaveAsync(
                        () =>
                            _store.MarkDeliveredAsync(
                                id,
                                epoch,
                                made.Pictures,
                                made.ModelRevision,
                                made.Looks,
                                cancellationToken
                            ),
                        cancellationToken
                    )
                )
                {
                    run.Shown = made.Message;
                    if (run.Generation.PromisedSeconds is > 0 and var promised)
                    {
                        FlashMeasures.Kept(
                            run.Generation.Kind,
                            _time.GetUtcNow() - id.MadeAt,
                            TimeSpan.FromSeconds(promised)
                        );
                    }

                    await _runs.AcknowledgeAsync(run.Generation, Acknowledgement.Done, cancellationToken);
                    Log.Delivered(_logger, id.Value);
                }
                else
                {
                    await EndLostAsync(run);
                }

                break;
            case DeliveryOutcome.ChatClosed:
                Log.ChatClosed(_logger, id.Value);
                await SaveAsync(
                    () =>
                        _store.MarkFailedAsync(
                            id,
                            epoch,
                            run.Generation.Texts.ChatClosed,
                            "ChatClosed",
                            cancellationToken
                        ),
                    cancellationToken
                );
                break;
            case DeliveryOutcome.Undeliverable undeliverable:
                await FailAsync(
                    run,
                    new FinishedWork.Failed(
                        undeliverable.Fault == MessengerFault.PicturesForbidden
                            ? run.Generation.Texts.PicturesForbidden
                            : run.Generation.Texts.NotTaken,
                        $"{undeliverable.Fault}: {undeliverable.Reason}"
                    ),
                    cancellationToken
                );
                break;
        }
    }

    /// <param name="run">Whose work it was.</param>
    /// <param name="failed">Why.</param>
    /// <param name="cancellationToken">Stops while waiting for the network.</param>
    /// <param name="hide">No preview stays in the message.</param>
    private async Task FailAsync(
        GenerationRun run,
        FinishedWork.Failed failed,
        CancellationToken cancellationToken,
        bool hide = false
    )
    {
        var generation = run.Generation;
        Log.Failed(_logger, generation.Id.Value, failed.Reason);
        var lastWord = GenerationRuns.LastWord(
            generation.Texts,
            generation.Id,
            generation.Kind,
            Texts.Failed(generation.Recipe.Prompt, failed.Sentence)
        );
        await run.Pacer.DeliverAsync(
            hide
                ? lastWord with
                {
                    Media = [PlaceholderPicture.For(generation.Recipe.Prompt)],
                    HidesPictures = true,
                }
                : lastWord,
            cancellationToken
        );
        await _runs.AcknowledgeAsync(generation, Acknowledgement.Failed, cancellationToken);
        await SaveAsync(
            () =>
                _store.MarkFailedAsync(
                    generation.Id,
                    generation.Epoch,
                    failed.Sentence,
                    failed.Reason,
                    cancellationToken
                ),
            cancellationToken
        );
    }

    /// <summary>The generation is no longer ours. Only when its owner called it off is there something left to
    /// say.</summary>
    private async Task EndLostAsync(GenerationRun run)
    {
        var generation = run.Generation;
        if (await SaveAsync(() => _store.IsCancelledAsync(generation.Id, _stop.Token), _stop.Token))
        {
            var cancelled = GenerationRuns.LastWord(
                generation.Texts,
                generation.Id,
                generation.Kind,
                generation.Texts.Cancelled(generation.Recipe.Prompt)
            );
            await _runs.TellAsync(generation.Id, generation.ReplyAddress, generation.Message, cancelled, _stop.Token);
            Log.Cancelled(_logger, generation.Id.Value);
        }
        else
        {
            Log.LeaseLost(_logger, generation.Id.Value);
        }
    }
}
