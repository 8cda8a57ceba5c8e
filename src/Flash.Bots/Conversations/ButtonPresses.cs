using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Conversations;

/// <summary>
/// Decides what a press does. Anybody in the chat may animate a picture or have it drawn again; only the person who asked may cancel;
/// a generation of another chat is out of reach, whatever a forged code says.
/// </summary>
public sealed class ButtonPresses(AskedGenerations generations, Submissions submissions, PromptRules rules, ILogger<ButtonPresses> logger)
{
    /// <summary>Checks the press and carries it out in the database. Posts nothing.</summary>
    public async Task<PressOutcome> DecideAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        if (!ButtonAction.TryParse(press.Code, out var action) || await generations.FindAsync(action.Generation, cancellationToken) is not { } generation)
        {
            return PressOutcome.Refused(Texts.UnknownButton);
        }

        if (generation.Platform != press.Chat.Platform || generation.ChatId != press.Chat.Id)
        {
            Log.ForeignButton(logger, generation.Id);
            return PressOutcome.Refused(Texts.OtherChat);
        }

        return action switch
        {
            { Verb: ButtonVerb.Animate, PictureIndex: { } index } => await AnimateAsync(press, generation, index, cancellationToken),
            { Verb: ButtonVerb.Again, PictureIndex: null } when generation.Kind == GenerationKind.Imagine => await AgainAsync(press, generation, cancellationToken),
            { Verb: ButtonVerb.Cancel, PictureIndex: null } => await CancelAsync(press, generation, cancellationToken),
            _ => PressOutcome.Refused(Texts.UnknownButton),
        };
    }

    private async Task<PressOutcome> AnimateAsync(ButtonPress press, AskedGeneration generation, int index, CancellationToken cancellationToken)
    {
        if (generation.Kind != GenerationKind.Imagine || index > generation.Recipe.Count)
        {
            return PressOutcome.Refused(Texts.NothingToAnimate);
        }

        // The button appears with the last edit, a moment before that edit is written down: whoever is quick presses under a generation that still runs.
        if (generation.State is not (GenerationState.Running or GenerationState.Delivered))
        {
            return PressOutcome.Refused(Texts.NotReady);
        }

        var submission = SubmissionFor(press, GenerationKind.Animate, generation.Recipe) with { Parent = (generation.Id, index) };
        return await SubmitAsync(submission, Texts.AnimateQueued(index), cancellationToken);
    }

    private async Task<PressOutcome> AgainAsync(ButtonPress press, AskedGeneration generation, CancellationToken cancellationToken)
    {
        // The rules may have changed since it was first drawn.
        var verdict = await rules.JudgeAsync(generation.Recipe.Prompt, press.Chat, cancellationToken);
        if (verdict.Action == RuleAction.Block)
        {
            return PressOutcome.Refused(PlainText.Shorten(verdict.Note ?? Texts.Blocked, PressAnswer.MaxLength));
        }

        var recipe = generation.Recipe with { Seed = PictureOptions.NewSeed(), ModelRevision = null };
        return await SubmitAsync(SubmissionFor(press, GenerationKind.Imagine, recipe) with { Verdict = verdict }, Texts.AgainQueued, cancellationToken);
    }

    private async Task<PressOutcome> CancelAsync(ButtonPress press, AskedGeneration generation, CancellationToken cancellationToken)
    {
        if (generation.OwnerId != press.From.Id)
        {
            return PressOutcome.Refused(Texts.NotYours);
        }

        if (!await generations.CancelAsync(generation.Id, press.From, cancellationToken))
        {
            return generation.State == GenerationState.Cancelled ? PressOutcome.Done(Texts.CancelDone) : PressOutcome.Refused(Texts.AlreadyFinished);
        }

        Log.Cancelled(logger, generation.Id);
        var message = await generations.MessageAsync(generation.Id, cancellationToken) ?? press.Message;
        return PressOutcome.Done(Texts.CancelDone) with { Cancelled = (generation, message) };
    }

    private async Task<PressOutcome> SubmitAsync(Submission submission, string done, CancellationToken cancellationToken)
    {
        switch (await submissions.SubmitAsync(submission, cancellationToken))
        {
            case SubmitResult.Queued queued:
                Log.Queued(logger, queued.Id, submission.Kind, queued.Ahead);
                return PressOutcome.Done(done) with { Queued = (queued.Id, submission.Recipe, queued.Ahead) };
            case SubmitResult.Held held:
                return PressOutcome.Done(Texts.HeldForReview) with { Held = (held.Id, submission.Recipe) };
            case SubmitResult.Banned banned:
                return PressOutcome.Refused(Texts.Banned(banned.Reason, banned.Until));
            case SubmitResult.Existing { IsSameDelivery: true }:
                return PressOutcome.Done(done);
            case SubmitResult.Existing { State: GenerationState.Delivered }:
                return PressOutcome.Done(Texts.AlreadyAnimated);
            case SubmitResult.Existing:
                return PressOutcome.Done(Texts.AlreadyAnimating);
            case SubmitResult.TakenDown:
                return PressOutcome.Refused(Texts.TakenDown);
            case SubmitResult.QuotaSpent spent:
                return PressOutcome.Refused(Texts.QuotaSpent(spent));
            case SubmitResult.QueueFull full:
                return PressOutcome.Refused(Texts.QueueFull(full.Capacity));
            case SubmitResult.TooManyWaiting waiting:
                return PressOutcome.Refused(Texts.TooManyWaiting(waiting.PerUser));
            case var other:
                throw new InvalidOperationException($"A submission cannot end as {other.GetType().Name}.");
        }
    }

    private static Submission SubmissionFor(ButtonPress press, GenerationKind kind, Recipe recipe) => new()
    {
        IdempotencyKey = press.IdempotencyKey,
        From = press.From,
        Chat = press.Chat,
        ReplyTo = press.ReplyTo,
        Kind = kind,
        Recipe = recipe,
    };
}
