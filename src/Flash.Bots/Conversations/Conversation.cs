using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Conversations;

/// <summary>Everything a person can say, for every network.</summary>
/// <remarks>Safe for concurrent use, and for the same delivery arriving many times.</remarks>
public sealed class Conversation(
    Submissions submissions, ButtonPresses presses, GenerationPoster poster, PromptRules rules, Receipts receipts, EditedPrompts edits, NewWords words, IOptions<PictureOptions> pictures, ILogger<Conversation> logger)
{
    /// <summary>
    /// Does what the text asks for: stores a generation and posts the message that will show it, or answers in words.
    /// What the network refuses is logged and costs nobody anything; a database that cannot be reached is said to the person.
    /// </summary>
    public async Task HandleAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        try
        {
            if (await words.FindAsync(message, cancellationToken) is { } generation)
            {
                await RewordAsync(message, generation, cancellationToken);
                return;
            }

            await AnswerAsync(message, CommandParser.Parse(message.Text, message.Chat.IsPrivate), cancellationToken);
        }
        catch (NpgsqlException exception) when (exception.IsUnreachable())
        {
            Log.NoDatabase(logger, exception);
            await poster.SayAsync(message.ReplyTo, Texts.NoDatabase, cancellationToken);
        }
    }

    /// <summary>
    /// Somebody changed what they had said. The picture follows in the same message, with the same seed, so that it changes as little as the words did;
    /// a generation that has not finished is superseded. An edit that leaves the recipe as it is does nothing.
    /// </summary>
    /// <param name="edited">The message as it is now; its key is the original's followed by a colon and a name for this edit.</param>
    /// <param name="originalKey">The <see cref="IncomingMessage.IdempotencyKey"/> of the message when it was said.</param>
    /// <param name="saidAt">When it was said.</param>
    /// <param name="cancellationToken">Stops at the next database or network call.</param>
    public async Task EditAsync(IncomingMessage edited, string originalKey, DateTimeOffset saidAt, CancellationToken cancellationToken)
    {
        try
        {
            var command = CommandParser.Parse(edited.Text, edited.Chat.IsPrivate);
            var before = await edits.FindLatestAsync(originalKey, saidAt, cancellationToken);
            if (before is null && command is Command.Imagine or Command.Mistaken)
            {
                // It was no prompt, or a mistaken one, and is being put right.
                await AnswerAsync(edited, command, cancellationToken);
            }
            else if (before is not null && command is Command.Imagine { Arguments: var arguments })
            {
                await ImagineAsync(edited, arguments with { Seed = arguments.Seed ?? before.Recipe.Seed }, before, cancellationToken);
            }
        }
        catch (NpgsqlException exception) when (exception.IsUnreachable())
        {
            Log.NoDatabase(logger, exception);
            await poster.SayAsync(edited.ReplyTo, Texts.NoDatabase, cancellationToken);
        }
    }

    /// <summary>
    /// What to show in a form that asks for other words (a modal), instead of asking in a message: the words as they are, or a refusal. What
    /// the form brings goes to <see cref="RewordAsync(IncomingMessage, GenerationId, CancellationToken)"/>.
    /// </summary>
    public async Task<(string? Words, PressAnswer Answer)> BeginEditAsync(ButtonPress press, CancellationToken cancellationToken)
    {
        var outcome = await presses.DecideAsync(press, cancellationToken);
        return (outcome.WordsAskedFor?.Recipe.Prompt, outcome.Answer);
    }

    /// <summary>Draws a generation of this chat with the words of <paramref name="message"/>; anything else the id may name is refused in words.</summary>
    public async Task RewordAsync(IncomingMessage message, GenerationId id, CancellationToken cancellationToken)
    {
        try
        {
            if (await words.FindAsync(message.Chat, id, cancellationToken) is { } generation)
            {
                await RewordAsync(message, generation, cancellationToken);
            }
            else
            {
                await SayOnceAsync(message, Texts.UnknownButton, cancellationToken);
            }
        }
        catch (NpgsqlException exception) when (exception.IsUnreachable())
        {
            Log.NoDatabase(logger, exception);
            await poster.SayAsync(message.ReplyTo, Texts.NoDatabase, cancellationToken);
        }
    }

    /// <summary>Does what a button asks for.</summary>
    /// <param name="press">What was pressed; its code is not trusted.</param>
    /// <param name="acknowledge">
    /// Called once, after the decision is in the database and before anything is posted: networks want their answer to a press within seconds.
    /// </param>
    /// <param name="cancellationToken">Stops at the next database or network call.</param>
    public async Task PressAsync(ButtonPress press, Func<PressAnswer, CancellationToken, Task> acknowledge, CancellationToken cancellationToken)
    {
        PressOutcome outcome;
        try
        {
            outcome = await presses.DecideAsync(press, cancellationToken);
        }
        catch (NpgsqlException exception) when (exception.IsUnreachable())
        {
            Log.NoDatabase(logger, exception);
            outcome = PressOutcome.Refused(Texts.NoDatabase);
        }

        await acknowledge(outcome.Answer, cancellationToken);
        await PostAsync(outcome, press.ReplyTo, cancellationToken);

        if (outcome.Cancelled is { Message: { } posted } cancelled)
        {
            await poster.ShowCancelledAsync(cancelled.Generation, posted, cancellationToken);
        }

        if (outcome.Deleted is { } deleted)
        {
            await poster.RemoveAsync(press.Chat.Platform, deleted, cancellationToken);
        }

        if (outcome.WordsAskedFor is { } asked
            && await receipts.TryTakeAsync(press.IdempotencyKey, cancellationToken)
            && await poster.AskAsync(press.ReplyTo, Texts.WhichWords(asked.Recipe.Prompt), cancellationToken) is { } question)
        {
            await words.RememberAsync(asked.Id, question, cancellationToken);
        }
    }

    private async Task PostAsync(PressOutcome outcome, ReplyAddress address, CancellationToken cancellationToken)
    {
        if (outcome.Queued is { } queued)
        {
            await poster.PostWaitingAsync(queued.Id, address, queued.Recipe, queued.Ahead, cancellationToken);
        }

        if (outcome.Held is { } held)
        {
            await poster.PostHeldAsync(held.Id, address, held.Recipe, cancellationToken);
        }
    }

    private async Task RewordAsync(IncomingMessage message, AskedGeneration generation, CancellationToken cancellationToken)
    {
        var outcome = await words.SubmitAsync(message, generation, cancellationToken);
        if (outcome.Answer.IsError)
        {
            await SayOnceAsync(message, outcome.Answer.Text, cancellationToken);
        }
        else
        {
            await PostAsync(outcome, message.ReplyTo, cancellationToken);
        }
    }

    private Task AnswerAsync(IncomingMessage message, Command command, CancellationToken cancellationToken) => command switch
    {
        Command.Imagine imagine => ImagineAsync(message, imagine.Arguments, before: null, cancellationToken),
        Command.Start => SayOnceAsync(message, Texts.Start, cancellationToken),
        Command.Help => SayOnceAsync(message, Texts.Help, cancellationToken),
        Command.Mistaken mistaken => SayOnceAsync(message, mistaken.Sentence, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task ImagineAsync(IncomingMessage message, ImagineArguments arguments, EditedPrompt? before, CancellationToken cancellationToken)
    {
        var recipe = pictures.Value.RecipeFor(arguments);
        if (recipe is null)
        {
            await SayOnceAsync(message, Texts.UnknownModel(arguments.Model ?? "", pictures.Value.Models), cancellationToken);
            return;
        }

        if (before is not null && recipe == before.Recipe with { ModelRevision = null })
        {
            return;
        }

        var verdict = await rules.JudgeAsync(recipe.Prompt, message.Chat, cancellationToken);
        if (verdict.Action == RuleAction.Block)
        {
            if (await receipts.TryTakeBlockedAsync(message, verdict, cancellationToken))
            {
                await poster.SayAsync(message.ReplyTo, verdict.Note ?? Texts.Blocked, cancellationToken);
            }

            return;
        }

        if (before is not null)
        {
            // First the old one, so that it does not take up the person's place in the queue.
            await edits.SupersedeAsync(before.Id, message.From, cancellationToken);
        }

        var result = await submissions.SubmitAsync(
            new Submission
            {
                IdempotencyKey = message.IdempotencyKey,
                From = message.From,
                Chat = message.Chat,
                ReplyTo = message.ReplyTo,
                Kind = GenerationKind.Imagine,
                Recipe = recipe,
                Verdict = verdict,
            },
            cancellationToken);
        switch (result)
        {
            case SubmitResult.Queued queued:
                Log.Queued(logger, queued.Id, GenerationKind.Imagine, queued.Ahead);
                await poster.TakeOverAsync(queued.Id, before?.Message, message.ReplyTo, recipe, queued.Ahead, cancellationToken);
                return;
            case SubmitResult.Held held:
                await poster.PostHeldAsync(held.Id, message.ReplyTo, recipe, cancellationToken);
                return;
            case SubmitResult.Banned banned:
                await SayOnceAsync(message, Texts.Banned(banned.Reason, banned.Until), cancellationToken);
                return;
            case SubmitResult.QuotaSpent spent:
                await SayOnceAsync(message, Texts.QuotaSpent(spent), cancellationToken);
                return;
            case SubmitResult.QueueFull full:
                await SayOnceAsync(message, Texts.QueueFull(full.Capacity), cancellationToken);
                return;
            case SubmitResult.TooManyWaiting waiting:
                await SayOnceAsync(message, Texts.TooManyWaiting(waiting.PerUser), cancellationToken);
                return;
        }
    }

    private async Task SayOnceAsync(IncomingMessage message, string text, CancellationToken cancellationToken)
    {
        if (await receipts.TryTakeAsync(message.IdempotencyKey, cancellationToken))
        {
            await poster.SayAsync(message.ReplyTo, text, cancellationToken);
        }
    }
}
