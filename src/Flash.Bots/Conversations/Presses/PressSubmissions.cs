using Flash.Bots.Audit;
using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Submits what a press, or an answer to one, asks for, and says what came of it.</summary>
internal sealed class PressSubmissions(
    Submissions submissions,
    PromptRules rules,
    ServerRulesStore servers,
    Receipts receipts,
    ILogger<PressSubmissions> logger
)
{
    /// <summary>The same for what no one typed anew.</summary>
    public Task<PressOutcome> JudgeAndSubmitAsync(
        Submission submission,
        string done,
        CancellationToken cancellationToken
    ) => JudgeAndSubmitAsync(submission, done, typed: null, cancellationToken);

    /// <summary>The same after a look at the rules, which may have changed since the words were first drawn, as the
    /// words may have.</summary>
    /// <param name="submission">What to draw.</param>
    /// <param name="done">What to say when it is in the queue.</param>
    /// <param name="typed">The person's own words, where they typed any: kept with the entry of what is
    /// blocked.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<PressOutcome> JudgeAndSubmitAsync(
        Submission submission,
        string done,
        string? typed,
        CancellationToken cancellationToken
    )
    {
        var verdict = await rules.JudgeAsync(submission.Recipe, submission.Chat, cancellationToken);
        if (verdict.Action != RuleAction.Block)
        {
            if (
                (await servers.ReadAsync(submission.Chat, cancellationToken)).Unwanted(submission.Recipe) is
                { } unwanted
            )
            {
                return PressOutcome.Refused(submission.Texts.Unwanted(unwanted, submission.Chat));
            }

            return await SubmitAsync(submission with { Verdict = verdict }, done, cancellationToken);
        }

        // A receipt of its own: with the one of a typed message comes the answer.
        await receipts.TryTakeBlockedAsync(
            $"{submission.IdempotencyKey}:blocked",
            submission.From,
            submission.Chat,
            submission.Kind,
            verdict,
            new AuditWords(typed ?? ""),
            cancellationToken
        );
        return PressOutcome.Refused(PlainText.Shorten(verdict.Note ?? submission.Texts.Blocked, PressAnswer.MaxLength));
    }

    /// <param name="submission">What to draw.</param>
    /// <param name="done">What to say when it is in the queue.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<PressOutcome> SubmitAsync(Submission submission, string done, CancellationToken cancellationToken)
    {
        switch (await submissions.SubmitAsync(submission, cancellationToken))
        {
            case SubmitResult.Queued queued:
                Log.Queued(logger, queued.Id, submission.Kind, queued.Ahead);
                return PressOutcome.Done(done) with
                {
                    Queued = (queued.Id, submission.Kind, submission.Recipe, queued.Ahead),
                };
            case SubmitResult.Held held:
                return PressOutcome.Done(submission.Texts.HeldForReview) with { Held = (held.Id, submission.Recipe) };
            case SubmitResult.Banned banned:
                return PressOutcome.Refused(submission.Texts.Banned(banned.Reason, banned.Until));
            case SubmitResult.Existing { IsSameDelivery: true }:
                return PressOutcome.Done(done);
            case SubmitResult.Existing { IsDeleted: true }:
                return PressOutcome.Refused(submission.Texts.FollowedWasDeleted);
            case SubmitResult.Existing existing:
                return PressOutcome.Done(
                    Existing(submission.Texts, submission.Kind, existing.State == GenerationState.Delivered)
                );
            case SubmitResult.TakenDown:
                return PressOutcome.Refused(submission.Texts.TakenDown);
            case SubmitResult.QuotaSpent spent:
                return PressOutcome.Refused(submission.Texts.QuotaSpent(spent));
            case SubmitResult.QueueFull full:
                return PressOutcome.Refused(submission.Texts.QueueFull(full));
            case SubmitResult.TooManyWaiting waiting:
                return PressOutcome.Refused(submission.Texts.TooManyWaiting(waiting.PerUser));
            case var other:
                throw new InvalidOperationException($"A submission cannot end as {other.GetType().Name}.");
        }
    }

    private static string Existing(Texts texts, GenerationKind kind, bool isDelivered) =>
        (kind, isDelivered) switch
        {
            (GenerationKind.Enlarge, true) => texts.AlreadyEnlarged,
            (GenerationKind.Enlarge, false) => texts.AlreadyEnlarging,
            (_, true) => texts.AlreadyAnimated,
            (_, false) => texts.AlreadyAnimating,
        };
}
