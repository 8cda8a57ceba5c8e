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
    private readonly Outpaintings _outpaintings;
    private readonly IOptions<PictureOptions> _pictures;
    private readonly TimeProvider _time;

    // Later no one thinks of the pictures before.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(30);

    internal NewWords(
        QuestionsAsked questions,
        AskedGenerations generations,
        PressSubmissions submissions,
        Outpaintings outpaintings,
        IOptions<PictureOptions> pictures,
        TimeProvider time
    ) =>
        (_questions, _generations, _submissions, _outpaintings, _pictures, _time) = (
            questions,
            generations,
            submissions,
            outpaintings,
            pictures,
            time
        );

    /// <summary>
    /// The generation that a message words anew: it answers our question, or, where no one else listens, the pictures
    /// themselves. Null for anything else.
    /// </summary>
    public async Task<AskedGeneration?> FindAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        if (
            message.InReplyTo is not { } answered
            || message.Text.StartsWith('/')
            || SmallTalk.Read(message.Text) is not null
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
            return !message.Chat.IsPrivate ? null
                : shown.Kind == GenerationKind.Animate
                && PictureWish.Read(message.Text) is { Kind: PictureWishKind.Animate, Picture: null }
                    ? Here(shown, message.Chat)
                : Wordable(shown, message.Chat);
        }

        // A quick person answers a question that is being written down at this moment.
        return await _questions.AwaitAsync(answered, message.Chat, cancellationToken) is { } late
            ? Wordable(await _generations.FindAsync(late, cancellationToken), message.Chat)
            : null;
    }

    /// <summary>
    /// The generation that a message changes though it answers none: the person's last in a private chat, where the
    /// words can hardly be a prompt ("make it blue"). Null for anything else.
    /// </summary>
    public async Task<AskedGeneration?> FindLastAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        var wish = PictureWish.Read(message.Text);
        if (
            message.InReplyTo is not null
            || !message.Chat.IsPrivate
            || message.Picture is not null
            || message.HasOtherFile
            || !ChangeAlone.MayBe(message.Text)
            || (wish is null && message.Command is not (Command.Imagine or Command.Mistaken))
            || await _generations.LastAsync(message.From, message.Chat, _time.GetUtcNow() - Fresh, cancellationToken)
                is not { } last
        )
        {
            return null;
        }

        var recipe = last.Recipe;
        return
            wish is not null
            || ChangeAlone.Read(
                recipe.Prompt,
                message.Text,
                _pictures.Value.IsGuided(recipe.Model),
                Translation.WordsFor(recipe)
            )
                is not null
            ? Wordable(last, message.Chat)
            : null;
    }

    /// <summary>The pictures that a message changed, where what it led to was a change; null for anything
    /// else.</summary>
    /// <param name="message">As it is now.</param>
    /// <param name="id">What it led to.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<(AskedGeneration Generation, bool IsLast)?> FindChangedAsync(
        IncomingMessage message,
        GenerationId id,
        CancellationToken cancellationToken
    ) =>
        !message.Text.StartsWith('/')
        && await _generations.FindAsync(id, cancellationToken)
            is { Kind: GenerationKind.Edit, Parent: { } parent } change
        && await FindAsync(message.Chat, parent.Id, cancellationToken) is { Recipe.Prompt: not "" } generation
            ? (generation, change.Recipe.Reading is { ChangesLast: true })
            : null;

    /// <summary>A generation of this chat that other words make sense for; null for anything else that the id may
    /// name.</summary>
    public async Task<AskedGeneration?> FindAsync(Chat chat, GenerationId id, CancellationToken cancellationToken) =>
        Wordable(await _generations.FindAsync(id, cancellationToken), chat);

    /// <summary>Submits the generation with the words of <paramref name="message"/>: the same seed, so that what the
    /// words leave alone stays.</summary>
    /// <param name="message">The words.</param>
    /// <param name="generation">What they change.</param>
    /// <param name="picture">Which of its pictures alone, 1-based; null for all of them.</param>
    /// <param name="isLast">It was found as the person's last, and not named: the caption says so.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<PressOutcome> SubmitAsync(
        IncomingMessage message,
        AskedGeneration generation,
        int? picture,
        bool isLast,
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
            return PressOutcome.Refused(
                message.Texts.Of([.. mistakes.Select(mistaken => _pictures.Value.Fitted(mistaken, before.Model))])
            );
        }

        if (_pictures.Value.MistakeIn(arguments, generation.Recipe.Model) is { } mistake)
        {
            return PressOutcome.Refused(message.Texts.Of(mistake));
        }

        var recipe = _pictures.Value.Reworded(generation.Recipe, arguments);

        if (recipe == generation.Recipe with { ModelRevision = null, Reading = generation.Recipe.Reading?.Again() })
        {
            return PressOutcome.Refused(message.Texts.SameWords);
        }

        // One picture in another shape is continued at its sides; of several, all are drawn in that shape.
        if (
            (picture ?? (before.Count == 1 ? 1 : null)) is { } one
            && arguments
                == ImagineArguments.Nothing with
                {
                    Prompt = before.Prompt,
                    AspectRatio = arguments.AspectRatio,
                    LeftOut = arguments.LeftOut,
                }
            && PictureFrame.Reshaped(before.Width, before.Height, recipe.Width, recipe.Height) is { } frame
        )
        {
            var press = message.PressOn(new ButtonAction(ButtonVerb.ZoomOut, generation.Id, one));
            return await _outpaintings.SubmitAsync(
                press,
                generation,
                one,
                frame,
                (recipe.Width, recipe.Height),
                cancellationToken
            );
        }

        // "Again" needs no word about what it changes, and who has done it before knows.
        if (
            isLast
            && (!arguments.IsNewSeed || recipe.Prompt != before.Prompt)
            && !await _generations.WasToldOfChangesAsync(message.From, message.Chat, cancellationToken)
        )
        {
            recipe = recipe with { Reading = (recipe.Reading ?? new Reading()) with { ChangesLast = true } };
        }

        var submission = new Submission
        {
            IdempotencyKey = message.IdempotencyKey,
            From = message.From,
            Chat = message.Chat,
            ReplyTo = message.ReplyTo,
            Texts = message.Texts,
            Kind = GenerationKind.Edit,
            Recipe = recipe,
            Parent = (generation.Id, null),
        };
        return await _submissions.JudgeAndSubmitAsync(
            submission,
            message.Texts.EditQueued,
            PlainText.Clean(message.Text),
            cancellationToken
        );
    }

    private static AskedGeneration? Wordable(AskedGeneration? found, Chat chat) =>
        found is not null && found.Kind.MakesPictures() ? Here(found, chat) : null;

    private static AskedGeneration? Here(AskedGeneration found, Chat chat) =>
        found.Platform == chat.Platform && found.ChatId == chat.Id ? found : null;
}
