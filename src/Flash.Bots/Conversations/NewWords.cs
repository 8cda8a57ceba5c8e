using Flash.Bots.Commands;
using Flash.Bots.Conversations.Presses;
using Flash.Bots.Generations;
using Flash.Bots.Glossary;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Conversations;

/// <summary>Other words for pictures that stand in the chat: asks for them, understands answers, and submits what they
/// come to.</summary>
public sealed class NewWords
{
    private readonly QuestionsAsked _questions;
    private readonly AskedGenerations _generations;
    private readonly PressSubmissions _submissions;
    private readonly IOptions<PictureOptions> _pictures;

    internal NewWords(
        QuestionsAsked questions,
        AskedGenerations generations,
        PressSubmissions submissions,
        IOptions<PictureOptions> pictures
    ) => (_questions, _generations, _submissions, _pictures) = (questions, generations, submissions, pictures);

    /// <summary>
    /// The generation that a message words anew: it answers our question, or, where no one else listens, the pictures
    /// themselves. Null for anything else.
    /// </summary>
    public async Task<AskedGeneration?> FindAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        if (
            message.InReplyTo is not { } answered
            || message.Text.StartsWith('/')
            || SmallTalk.Read(message.Text) is Command.SmallTalk
        )
        {
            return null;
        }

        if (await _questions.FindAsync(answered, cancellationToken) is { } asked)
        {
            return Wordable(await _generations.FindAsync(asked, cancellationToken), message.Chat);
        }

        if (await _generations.FindByMessageAsync(answered, cancellationToken) is { } shown)
        {
            return message.Chat.IsPrivate ? Wordable(shown, message.Chat) : null;
        }

        // A quick person answers a question that is being written down at this moment.
        return await _questions.AwaitAsync(answered, message.Chat, cancellationToken) is { } late
            ? Wordable(await _generations.FindAsync(late, cancellationToken), message.Chat)
            : null;
    }

    /// <summary>A generation of this chat that other words make sense for; null for anything else that the id may
    /// name.</summary>
    public async Task<AskedGeneration?> FindAsync(Chat chat, GenerationId id, CancellationToken cancellationToken) =>
        Wordable(await _generations.FindAsync(id, cancellationToken), chat);

    /// <summary>Submits the generation with the words of <paramref name="message"/>: the same seed, so that what the
    /// words leave alone stays.</summary>
    public Task<PressOutcome> SubmitAsync(
        IncomingMessage message,
        AskedGeneration generation,
        CancellationToken cancellationToken
    )
    {
        var before = generation.Recipe;
        var command = PromptRewrite.Apply(
            before.Prompt,
            message.Text,
            _pictures.Value.IsGuided(before.Model),
            Translation.WordsFor(before)
        );
        if (command is not Command.Imagine { Arguments: var arguments })
        {
            var mistakes = (command as Command.Mistaken)?.Mistakes ?? [new Mistake.NoPrompt()];
            return Task.FromResult(PressOutcome.Refused(Texts.Of(mistakes)));
        }

        if (_pictures.Value.MistakeIn(arguments, generation.Recipe.Model) is { } mistake)
        {
            return Task.FromResult(PressOutcome.Refused(Texts.Of(mistake)));
        }

        var recipe = _pictures.Value.Reworded(generation.Recipe, arguments);

        if (recipe == generation.Recipe with { ModelRevision = null })
        {
            return Task.FromResult(PressOutcome.Refused(Texts.SameWords));
        }

        var submission = new Submission
        {
            IdempotencyKey = message.IdempotencyKey,
            From = message.From,
            Chat = message.Chat,
            ReplyTo = message.ReplyTo,
            Kind = GenerationKind.Edit,
            Recipe = recipe,
            Parent = (generation.Id, null),
        };
        return _submissions.JudgeAndSubmitAsync(
            submission,
            Texts.EditQueued,
            PlainText.Clean(message.Text),
            cancellationToken
        );
    }

    private static AskedGeneration? Wordable(AskedGeneration? found, Chat chat) =>
        found is not null && found.Kind.MakesPictures() && found.Platform == chat.Platform && found.ChatId == chat.Id
            ? found
            : null;
}
