using Flash.Bots.Commands;
using Flash.Bots.Conversations.Presses;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Conversations;

/// <summary>Other words for pictures that stand in the chat: asks for them, understands answers, and submits what they come to.</summary>
public sealed class NewWords
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly AskedGenerations _generations;
    private readonly PressSubmissions _submissions;
    private readonly IOptions<PictureOptions> _pictures;

    internal NewWords(NpgsqlDataSource dataSource, AskedGenerations generations, PressSubmissions submissions, IOptions<PictureOptions> pictures) =>
        (_dataSource, _generations, _submissions, _pictures) = (dataSource, generations, submissions, pictures);

    /// <summary>Remembers that an answer to <paramref name="question"/> words the generation anew.</summary>
    public async Task RememberAsync(GenerationId id, MessageRef question, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.Command(
            "INSERT INTO flash.word_requests (generation_id, message) VALUES ($1, $2)", id.Value, SqlCommands.Json(FlashJson.Write(question)));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// The generation that a message words anew: it answers our question, or, where nobody else listens, the pictures themselves. Null for
    /// anything else.
    /// </summary>
    public async Task<AskedGeneration?> FindAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        if (message.InReplyTo is not { } answered || message.Text.StartsWith('/'))
        {
            return null;
        }

        await using var command = _dataSource.Command(
            "SELECT generation_id FROM flash.word_requests WHERE message = $1 ORDER BY id DESC LIMIT 1", SqlCommands.Json(FlashJson.Write(answered)));
        var found = await command.ExecuteScalarAsync(cancellationToken) is Guid id
            ? await _generations.FindAsync(new GenerationId(id), cancellationToken)
            : message.Chat.IsPrivate ? await _generations.FindByMessageAsync(answered, cancellationToken) : null;
        return Wordable(found, message.Chat);
    }

    /// <summary>A generation of this chat that other words make sense for; null for anything else that the id may name.</summary>
    public async Task<AskedGeneration?> FindAsync(Chat chat, GenerationId id, CancellationToken cancellationToken) =>
        Wordable(await _generations.FindAsync(id, cancellationToken), chat);

    /// <summary>Submits the generation with the words of <paramref name="message"/>: the same seed, so that what the words leave alone stays.</summary>
    public Task<PressOutcome> SubmitAsync(IncomingMessage message, AskedGeneration generation, CancellationToken cancellationToken)
    {
        var text = PromptRewrite.Apply(generation.Recipe.Prompt, PlainText.Clean(message.Text));
        if (ImagineParser.Parse(text) is not Command.Imagine { Arguments: var arguments })
        {
            var mistake = (ImagineParser.Parse(text) as Command.Mistaken)?.Sentence ?? Texts.NoPrompt;
            return Task.FromResult(PressOutcome.Refused(mistake));
        }

        if (_pictures.Value.Reworded(generation.Recipe, arguments) is not { } recipe)
        {
            return Task.FromResult(PressOutcome.Refused(Texts.UnknownModel(arguments.Model ?? "", _pictures.Value.Models)));
        }

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
        return _submissions.JudgeAndSubmitAsync(submission, Texts.EditQueued, cancellationToken);
    }

    private static AskedGeneration? Wordable(AskedGeneration? found, Chat chat) =>
        found is not null && found.Kind.MakesPictures() && found.Platform == chat.Platform && found.ChatId == chat.Id ? found : null;
}
