using Flash.Bots.Commands;
using Flash.Bots.Conversations.Presses;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flash.Bots.Conversations;

/// <summary>Everything a person can say, for every network: finds out what is meant, and in which language to
/// answer.</summary>
/// <remarks>Safe for concurrent use, and for the same delivery arriving many times.</remarks>
public sealed partial class Conversation
{
    private readonly Imagining _imagining;
    private readonly Answering _answering;
    private readonly ButtonPresses _presses;
    private readonly PressFollowUp _followUp;
    private readonly EditedPrompts _edits;
    private readonly NewWords _words;
    private readonly Inpaintings _inpaintings;
    private readonly CardNotes _notes;
    private readonly GivenFiles _files;
    private readonly PictureCommands _pictures;
    private readonly PreferenceStore _preferences;
    private readonly GenerationPoster _poster;
    private readonly ChatReplies _replies;
    private readonly ILogger<Conversation> _logger;

    internal Conversation(
        Imagining imagining,
        Answering answering,
        ButtonPresses presses,
        PressFollowUp followUp,
        EditedPrompts edits,
        NewWords words,
        Inpaintings inpaintings,
        CardNotes notes,
        GivenFiles files,
        PictureCommands pictures,
        PreferenceStore preferences,
        GenerationPoster poster,
        ChatReplies replies,
        ILogger<Conversation> logger
    )
    {
        (_imagining, _answering, _presses, _followUp, _edits) = (imagining, answering, presses, followUp, edits);
        (_words, _inpaintings, _notes) = (words, inpaintings, notes);
        (_files, _pictures, _preferences) = (files, pictures, preferences);
        (_poster, _replies, _logger) = (poster, replies, logger);
    }

    /// <summary>
    /// Does what the text asks for: stores a generation and posts the message that will show it, or answers in words.
    /// What the network refuses is logged and costs no one anything; a database that cannot be reached is said to the
    /// person.
    /// </summary>
    public Task HandleAsync(IncomingMessage message, CancellationToken cancellationToken) =>
        ReachingDatabaseAsync(
            message,
            async () =>
            {
                var preference = await SpokenAsync(message, cancellationToken);
                message = message with { Texts = Texts.For(preference.Language) };
                if (await _pictures.TryContinueAsync(message, preference, cancellationToken))
                {
                    return;
                }

                if (await _files.TryAnswerAsync(message, cancellationToken))
                {
                    return;
                }

                if (await _notes.TryNoteAsync(message, cancellationToken) is { } noted)
                {
                    await _answering.SayAsync(message, noted, cancellationToken);
                    return;
                }

                if (await _words.FindAsync(message, cancellationToken) is { } generation)
                {
                    await RewordAsync(message, generation, isLast: false, cancellationToken);
                    return;
                }

                var whole = await _files.WithWaitingAsync(message, preference, cancellationToken);
                if (await _words.FindLastAsync(whole, cancellationToken) is { } last)
                {
                    await RewordAsync(whole, last, isLast: true, cancellationToken);
                    return;
                }

                // "undo" and "enlarge 2" are no prompts, with no picture to do it to either.
                if (
                    whole.Chat.IsPrivate
                    && whole.Command is Command.Imagine
                    && PictureWish.Read(whole.Text) is not null
                )
                {
                    await _answering.SayAsync(whole, message.Texts.NoPictureLately, cancellationToken);
                    return;
                }

                await AnswerAsync(whole, whole.Command, preference, cancellationToken);
            },
            cancellationToken
        );

    /// <summary>
    /// Someone changed what they had said. The picture follows in the same message, with the same seed, so that it
    /// changes as little as the words did; a generation that has not finished is superseded. An edit that leaves the
    /// recipe as it is does nothing.
    /// </summary>
    /// <param name="edited">The message as it is now; its key is the original's followed by a colon and a name for this
    /// edit.</param>
    /// <param name="originalKey">The <see cref="IncomingMessage.IdempotencyKey"/> of the message when it was
    /// said.</param>
    /// <param name="saidAt">When it was said.</param>
    /// <param name="cancellationToken">Stops at the next database or network call.</param>
    public Task EditAsync(
        IncomingMessage edited,
        string originalKey,
        DateTimeOffset saidAt,
        CancellationToken cancellationToken
    ) =>
        ReachingDatabaseAsync(
            edited,
            async () =>
            {
                var preference = await SpokenAsync(edited, cancellationToken);
                edited = edited with { Texts = Texts.For(preference.Language) };
                var command = edited.Command;
                var before = await _edits.FindLatestAsync(originalKey, saidAt, cancellationToken);
                if (
                    before is not null
                    && await _words.FindChangedAsync(edited, before.Id, cancellationToken) is { } changed
                )
                {
                    // It was a change, and is another one to the same pictures.
                    if (before.Key != edited.IdempotencyKey)
                    {
                        await RewordAsync(edited, changed.Generation, changed.IsLast, cancellationToken);
                    }

                    return;
                }

                if (before is null && command is Command.Imagine or Command.Mistaken)
                {
                    // It was no prompt, or a mistaken one, and is being put right.
                    await AnswerAsync(edited, command, preference, cancellationToken);
                }
                else if (before?.Key == edited.IdempotencyKey)
                {
                    // This very edit came before; the process that had it may have died before the message was passed
                    // on.
                    await _poster.ResumeTakeOverAsync(
                        edited.Texts,
                        before,
                        await _edits.FindMessageBeforeAsync(before.Id, originalKey, saidAt, cancellationToken),
                        edited.ReplyTo,
                        cancellationToken
                    );
                }
                else if (before is not null && command is Command.Imagine { Arguments: var arguments })
                {
                    await _imagining.DrawAsync(
                        edited,
                        arguments with
                        {
                            Seed = arguments.Seed ?? before.Recipe.Seed,
                        },
                        preference,
                        before,
                        cancellationToken
                    );
                }
            },
            cancellationToken
        );

    /// <summary>
    /// What to show in a form that asks for other words (a modal), instead of asking in a message: the words as they
    /// are, or a refusal. What the form brings goes to <see cref="RewordAsync(IncomingMessage, GenerationId,
    /// CancellationToken)"/>.
    /// </summary>
    public async Task<(string? Words, PressAnswer Answer)> BeginEditAsync(
        ButtonPress press,
        CancellationToken cancellationToken
    )
    {
        var outcome = await _presses.DecideAsync(await SpokenAsync(press, cancellationToken), cancellationToken);
        return (outcome.WordsAskedFor?.Recipe.Prompt, outcome.Answer);
    }

    /// <summary>Draws a generation of this chat with the words of <paramref name="message"/>; anything else the id may
    /// name is refused in words.</summary>
    public Task RewordAsync(IncomingMessage message, GenerationId id, CancellationToken cancellationToken) =>
        ReachingDatabaseAsync(
            message,
            async () =>
            {
                var preference = await PreferredAsync(message.From, message.Chat, cancellationToken);
                message = message with { Texts = Texts.For(preference.Language) };
                if (await _words.FindAsync(message.Chat, id, cancellationToken) is { } generation)
                {
                    await RewordAsync(message, generation, isLast: false, cancellationToken);
                }
                else
                {
                    await _answering.SayAsync(message, message.Texts.UnknownButton, cancellationToken);
                }
            },
            cancellationToken
        );

    /// <summary>Does what a button asks for.</summary>
    /// <param name="press">What was pressed; its code is not trusted.</param>
    /// <param name="acknowledge">
    /// Called once, after the decision is in the database and before anything is posted: networks want their answer to
    /// a press within seconds.
    /// </param>
    /// <param name="cancellationToken">Stops at the next database or network call.</param>
    public async Task PressAsync(
        ButtonPress press,
        Func<PressAnswer, CancellationToken, Task> acknowledge,
        CancellationToken cancellationToken
    )
    {
        PressOutcome outcome;
        try
        {
            press = await SpokenAsync(press, cancellationToken);
            outcome = await _presses.DecideAsync(press, cancellationToken);
        }
        catch (Exception exception) when (!press.MayComeAgain && exception.IsUnreachable())
        {
            Log.NoDatabase(_logger, exception);
            outcome = PressOutcome.Refused(press.Texts.NoDatabase);
        }

        await acknowledge(outcome.Answer, cancellationToken);
        await _followUp.DoAsync(press, outcome, cancellationToken);
    }
}
