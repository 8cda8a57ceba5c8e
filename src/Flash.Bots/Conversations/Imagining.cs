using Flash.Bots.Audit;
using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Glossary;
using Flash.Bots.Moderation;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Conversations;

/// <summary><c>/imagine</c>: from what was typed, and a picture that came with it, to a generation and the message that
/// will show it.</summary>
internal sealed class Imagining(
    Submissions submissions,
    GenerationPoster poster,
    ChatReplies replies,
    Answering answering,
    PromptRules rules,
    ServerRulesStore servers,
    Receipts receipts,
    EditedPrompts edits,
    IOptions<PictureOptions> pictures,
    ILogger<Imagining> logger
)
{
    /// <summary>How much of a person's picture is drawn anew by default: its layout stays.</summary>
    private const double UsualStrength = 0.6;

    /// <summary>Stores the request and posts its message, or says in words why not.</summary>
    /// <param name="message">What was said.</param>
    /// <param name="arguments">What was typed.</param>
    /// <param name="preferred">What holds where nothing was typed.</param>
    /// <param name="before">What stands in the chat for an earlier wording of the same message.</param>
    /// <param name="cancellationToken">Stops at the next database or network call.</param>
    public async Task DrawAsync(
        IncomingMessage message,
        ImagineArguments arguments,
        Preference preferred,
        EditedPrompt? before,
        CancellationToken cancellationToken
    )
    {
        if (message.Picture is null && SmallTalk.IsSurprise(arguments.Prompt))
        {
            arguments = Surprise(arguments);
        }

        if (pictures.Value.MistakeIn(arguments, pictures.Value.ModelFor(preferred)) is { } mistake)
        {
            await answering.SayAsync(message, message.Texts.Of(mistake), cancellationToken);
            return;
        }

        var recipe = RecipeFor(message, arguments, preferred);

        if (before is not null && recipe == before.Recipe with { ModelRevision = null })
        {
            return;
        }

        var verdict = await rules.JudgeAsync(recipe, message.Chat, cancellationToken);
        if (verdict.Action == RuleAction.Block)
        {
            if (
                await receipts.TryTakeBlockedAsync(
                    message.IdempotencyKey,
                    message.From,
                    message.Chat,
                    GenerationKind.Imagine,
                    verdict,
                    new AuditWords(recipe.Prompt, recipe.NegativePrompt, recipe.Style?.Name),
                    cancellationToken
                )
            )
            {
                await replies.SayAsync(message.ReplyTo, verdict.Note ?? message.Texts.Blocked, cancellationToken);
            }

            return;
        }

        if ((await servers.ReadAsync(message.Chat, cancellationToken)).Unwanted(recipe) is { } unwanted)
        {
            await answering.SayAsync(message, message.Texts.Unwanted(unwanted, message.Chat), cancellationToken);
            return;
        }

        if (before is not null)
        {
            // First the old one, so that it does not take up the person's place in the queue.
            await edits.SupersedeAsync(before.Id, message.From, cancellationToken);
        }

        var submission = new Submission
        {
            IdempotencyKey = message.IdempotencyKey,
            From = message.From,
            Chat = message.Chat,
            ReplyTo = message.ReplyTo,
            Texts = message.Texts,
            Kind = GenerationKind.Imagine,
            Recipe = recipe,
            Verdict = verdict,
        };
        await TellAsync(
            message,
            recipe,
            before,
            await submissions.SubmitAsync(submission, cancellationToken),
            cancellationToken
        );
    }

    // What is known is drawn well. The seed chooses, so that the same message edited stays the same picture.
    private static ImagineArguments Surprise(ImagineArguments arguments)
    {
        var seed = arguments.Seed ?? PictureOptions.NewSeed();
        return arguments with { Prompt = OpenChoices.Of(Vocabulary.EmbeddedModel)!.Surprise(seed), Seed = seed };
    }

    private Recipe RecipeFor(IncomingMessage message, ImagineArguments arguments, Preference preferred)
    {
        var recipe = pictures.Value.RecipeFor(arguments, preferred);
        return message.Picture is { } given
            ? recipe with
            {
                Start = new StartPicture { Strength = arguments.Strength ?? UsualStrength, Given = given },
                // It leaves little open.
                Variety = recipe.Variety is { IsTyped: true } typed ? typed : null,
            }
            : recipe;
    }

    private async Task TellAsync(
        IncomingMessage message,
        Recipe recipe,
        EditedPrompt? before,
        SubmitResult result,
        CancellationToken cancellationToken
    )
    {
        switch (result)
        {
            case SubmitResult.Queued queued:
                Log.Queued(logger, queued.Id, GenerationKind.Imagine, queued.Ahead);
                await poster.TakeOverAsync(
                    message.Texts,
                    queued.Id,
                    before?.Message,
                    message.ReplyTo,
                    recipe,
                    queued.Ahead,
                    cancellationToken
                );
                break;
            case SubmitResult.Held held:
                await poster.PostHeldAsync(message.Texts, held.Id, message.ReplyTo, recipe, cancellationToken);
                break;
            case SubmitResult.Banned banned:
                await answering.SayAsync(message, message.Texts.Banned(banned.Reason, banned.Until), cancellationToken);
                break;
            case SubmitResult.QuotaSpent spent:
                await answering.SayAsync(message, message.Texts.QuotaSpent(spent), cancellationToken);
                break;
            case SubmitResult.QueueFull full:
                await answering.SayAsync(message, message.Texts.QueueFull(full), cancellationToken);
                break;
            case SubmitResult.TooManyWaiting waiting:
                await answering.SayAsync(message, message.Texts.TooManyWaiting(waiting.PerUser), cancellationToken);
                break;
        }
    }
}
