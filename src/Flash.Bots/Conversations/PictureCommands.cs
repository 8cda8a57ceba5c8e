using Flash.Bots.Commands;
using Flash.Bots.Conversations.Presses;
using Flash.Bots.Generations;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Conversations;

/// <summary>Commands that are about pictures which are there (<c>/tree</c>, <c>/describe</c>, <c>/blend</c>), and
/// <c>/arena</c>. Each is a request of its own, linked to the pictures it is about.</summary>
internal sealed class PictureCommands(
    AskedGenerations generations,
    Blending blending,
    PressSubmissions submissions,
    PressFollowUp followUp,
    Answering answering,
    IOptions<PictureOptions> pictures,
    TimeProvider time
)
{
    /// <summary>What is typed as the prompt of a request that has none.</summary>
    private const string DescribePrompt = "/describe";

    // Longer ago no one thinks of them as the last ones.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(7);

    public static bool Takes(Command command) =>
        command is Command.Tree or Command.Describe or Command.Blend or Command.Arena;

    /// <summary>Carries a command out, or says in words why not.</summary>
    public async Task DoAsync(
        IncomingMessage message,
        Command command,
        Preference preference,
        CancellationToken cancellationToken
    )
    {
        var about = command is Command.Arena ? null : await AboutAsync(message, command, cancellationToken);
        await TellAsync(
            message,
            command switch
            {
                Command.Describe { Picture: var picture } => await DescribeAsync(
                    message,
                    about,
                    picture,
                    cancellationToken
                ),
                Command.Blend blend => await blending.BlendAsync(message, blend, about, preference, cancellationToken),
                Command.Arena { Arguments: var arguments } => await OpenArenaAsync(
                    message,
                    arguments,
                    preference,
                    cancellationToken
                ),
                _ => await DrawTreeAsync(message, about, cancellationToken),
            },
            cancellationToken
        );
    }

    /// <summary>True where a picture without words is the rest of an album whose first picture is to be
    /// blended.</summary>
    public async Task<bool> TryContinueAsync(
        IncomingMessage message,
        Preference preference,
        CancellationToken cancellationToken
    )
    {
        if (
            message is not { Text: "", Picture: not null, Album: { } album }
            || preference.WaitingBlend is not { } waiting
            || waiting.Album != album
        )
        {
            return false;
        }

        var rest = new Command.Blend([], waiting.Words);
        await TellAsync(
            message,
            await blending.BlendAsync(message, rest, about: null, preference, cancellationToken),
            cancellationToken
        );
        return true;
    }

    private async Task TellAsync(IncomingMessage message, PressOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Queued is null && outcome.Held is null)
        {
            await answering.SayAsync(message, outcome.Answer.Text, cancellationToken);
        }
        else
        {
            await followUp.PostAsync(message.Texts, outcome, message.ReplyTo, cancellationToken);
        }
    }

    /// <summary>The pictures that the message answers, or else the person's last ones here; null where the message
    /// brings pictures of its own, or there are none.</summary>
    private async Task<AskedGeneration?> AboutAsync(
        IncomingMessage message,
        Command command,
        CancellationToken cancellationToken
    )
    {
        if (message.InReplyTo is { } answered)
        {
            return
                await generations.FindByMessageAsync(answered, cancellationToken) is { } shown
                && shown.Platform == message.Chat.Platform
                && shown.ChatId == message.Chat.Id
                ? await PicturesOfAsync(shown, cancellationToken)
                : null;
        }

        return command is not Command.Tree && message.Picture is not null
            ? null
            : await generations.LastAsync(message.From, message.Chat, time.GetUtcNow() - Fresh, cancellationToken);
    }

    // A tree is about what it is the tree of.
    private async Task<AskedGeneration?> PicturesOfAsync(AskedGeneration shown, CancellationToken cancellationToken) =>
        shown.Kind.OnlyTells() && shown.Parent is { } parent
            ? await generations.FindAsync(parent.Id, cancellationToken)
            : shown;

    private Task<PressOutcome> DrawTreeAsync(
        IncomingMessage message,
        AskedGeneration? about,
        CancellationToken cancellationToken
    ) =>
        about is null || about.Kind == GenerationKind.Arena ? Refused(message.Texts.TreeOfWhat)
        : about.Recipe.Prompt is "" ? Refused(message.Texts.NotKept)
        : SubmitAsync(message, GenerationKind.Tree, about, null, about.Recipe.Of(1), cancellationToken);

    private Task<PressOutcome> DescribeAsync(
        IncomingMessage message,
        AskedGeneration? about,
        int? picture,
        CancellationToken cancellationToken
    )
    {
        if (about is null && message.Picture is { } given)
        {
            var recipe = blending.Plain(DescribePrompt) with
            {
                Start = new StartPicture { Strength = 1, Given = given },
            };
            return SubmitAsync(message, GenerationKind.Describe, null, null, recipe, cancellationToken);
        }

        // An animation, and an enlargement, show one picture of their parent.
        var (generation, index) =
            about is null ? (null, 1)
            : about.Kind.MakesPictures() ? (about, picture ?? 1)
            : (about, about.Parent?.Index ?? 1);
        return generation is null || generation.Kind == GenerationKind.Arena ? Refused(message.Texts.DescribeWhat)
            : generation.Recipe.Prompt is "" ? Refused(message.Texts.NotKept)
            : index > generation.Recipe.Count ? Refused(message.Texts.WhichPicture(generation.Recipe.Count))
            : SubmitAsync(
                message,
                GenerationKind.Describe,
                generation,
                index,
                generation.Recipe.Of(index) with
                {
                    Start = new StartPicture
                    {
                        Strength = 1,
                        Drawn = generation.Recipe,
                        Index = index,
                    },
                },
                cancellationToken
            );
    }

    private Task<PressOutcome> OpenArenaAsync(
        IncomingMessage message,
        ImagineArguments arguments,
        Preference preference,
        CancellationToken cancellationToken
    ) =>
        pictures.Value.MistakeIn(arguments, pictures.Value.ModelFor(preference)) is { } mistake
            ? Refused(message.Texts.Of(mistake))
            : SubmitAsync(
                message,
                GenerationKind.Arena,
                null,
                null,
                pictures.Value.ForArena(arguments, preference),
                cancellationToken
            );

    private Task<PressOutcome> SubmitAsync(
        IncomingMessage message,
        GenerationKind kind,
        AskedGeneration? parent,
        int? index,
        Recipe recipe,
        CancellationToken cancellationToken
    ) =>
        submissions.JudgeAndSubmitAsync(
            new Submission
            {
                IdempotencyKey = message.IdempotencyKey,
                From = message.From,
                Chat = message.Chat,
                ReplyTo = message.ReplyTo,
                Texts = message.Texts,
                Kind = kind,
                Recipe = recipe with { Count = 1, Motion = null, Enlargement = null },
                Parent = parent is null ? null : (parent.Id, index),
            },
            message.Texts.EditQueued,
            cancellationToken
        );

    private static Task<PressOutcome> Refused(string sentence) => Task.FromResult(PressOutcome.Refused(sentence));
}
