using Flash.Bots.Commands;
using Flash.Bots.Conversations.Presses;
using Flash.Bots.Generations;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Conversations;

/// <summary><c>/blend</c>: two pictures, sent or drawn, become one. They come together (two numbers of one message, two
/// files, an album) or one after the other.</summary>
internal sealed class Blending(
    PressSubmissions submissions,
    PreferenceStore preferences,
    IOptions<PictureOptions> pictures,
    TimeProvider time
)
{
    /// <summary>How much of the mixture is drawn anew: what it shows becomes one scene, its layout stays.</summary>
    private const double Strength = 0.6;

    private const string NoWords = "two pictures in one";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>A recipe for one picture as usual, for words.</summary>
    public Recipe Plain(string prompt) =>
        pictures.Value.RecipeFor(ImagineArguments.Nothing with { Prompt = prompt, Count = 1, Chaos = 0 }) with
        {
            Variety = null,
        };

    /// <param name="message">The command, and what came with it.</param>
    /// <param name="command">Which pictures, and words.</param>
    /// <param name="about">The pictures it answers, or the last ones; null for none.</param>
    /// <param name="preference">With what waits in the chat.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public async Task<PressOutcome> BlendAsync(
        IncomingMessage message,
        Command.Blend command,
        AskedGeneration? about,
        Preference preference,
        CancellationToken cancellationToken
    )
    {
        if (about is { Recipe.Prompt: "" })
        {
            return PressOutcome.Refused(message.Texts.NotKept);
        }

        if (about is not null && command.Pictures.Any(picture => picture > about.Recipe.Count))
        {
            return PressOutcome.Refused(message.Texts.WhichPicture(about.Recipe.Count));
        }

        List<Source> sources = [.. SourcesIn(message, command, about)];
        var waiting = FreshOf(preference, message);
        var words = command.Words;
        if (sources.Count == 1 && waiting is not null)
        {
            sources.Insert(0, new Source(waiting.Picture, waiting.Parent));
            words = words is "" ? waiting.Words : words;
        }

        if (sources.Count == 0)
        {
            return PressOutcome.Refused(message.Texts.BlendHow);
        }

        if (sources.Count == 1)
        {
            await WaitAsync(message, sources[0], words, cancellationToken);
            return PressOutcome.Done(message.Texts.BlendSecond);
        }

        if (waiting is not null || preference.WaitingPicture is not null)
        {
            await ForgetAsync(message, cancellationToken);
        }

        return await SubmitAsync(message, sources[0], sources[1], words, preference, cancellationToken);
    }

    private static IEnumerable<Source> SourcesIn(IncomingMessage message, Command.Blend command, AskedGeneration? about)
    {
        if (about is not null)
        {
            // An answer names one at least; the last pictures have to be named.
            var numbers = command.Pictures is [] && message.InReplyTo is not null ? [1] : command.Pictures;
            return about.Kind.MakesPictures() ? numbers.Select(index => Drawn(about.Id, about.Recipe, index))
                : about.Parent is { Index: { } index } parent && message.InReplyTo is not null
                    ? [Drawn(parent.Id, about.Recipe with { Motion = null, Enlargement = null }, index)]
                : [];
        }

        return new[] { message.Picture, message.SecondPicture }
            .OfType<GivenPicture>()
            .Select(given => new Source(new StartPicture { Strength = Strength, Given = given }, null));
    }

    private static Source Drawn(GenerationId id, Recipe recipe, int index) =>
        new(
            new StartPicture
            {
                Strength = Strength,
                Drawn = recipe,
                Index = index,
            },
            id
        );

    // A picture without words, in a private chat, waits for anything that may be done with it.
    private WaitingBlend? FreshOf(Preference preference, IncomingMessage message) =>
        preference.WaitingBlend is { } waiting
        && waiting.By == message.From.Id
        && time.GetUtcNow() - waiting.Since < Patience
            ? waiting
        : preference.WaitingPicture is { } picture
        && message.Chat.IsPrivate
        && time.GetUtcNow() - preference.WaitingSince < Patience
            ? new WaitingBlend(
                new StartPicture { Strength = Strength, Given = picture },
                message.From.Id,
                time.GetUtcNow()
            )
        : null;

    private async Task WaitAsync(
        IncomingMessage message,
        Source source,
        string words,
        CancellationToken cancellationToken
    )
    {
        var (_, chat) = await preferences.ReadAsync(message.From, message.Chat, cancellationToken);
        var waiting = new WaitingBlend(source.Picture, message.From.Id, time.GetUtcNow())
        {
            Words = words,
            Parent = source.Of,
            Album = message.Album,
        };
        await preferences.WriteAsync(
            PreferenceScope.Chat,
            message.From,
            message.Chat,
            chat with
            {
                WaitingBlend = waiting,
            },
            cancellationToken
        );
    }

    private async Task ForgetAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        var (_, chat) = await preferences.ReadAsync(message.From, message.Chat, cancellationToken);
        await preferences.WriteAsync(
            PreferenceScope.Chat,
            message.From,
            message.Chat,
            chat with
            {
                WaitingBlend = null,
                WaitingPicture = null,
                WaitingSince = null,
            },
            cancellationToken
        );
    }

    private async Task<PressOutcome> SubmitAsync(
        IncomingMessage message,
        Source first,
        Source second,
        string words,
        Preference preference,
        CancellationToken cancellationToken
    )
    {
        var start = first.Picture with { With = second.Picture };
        if (start.Depth > StartPicture.MaxDepth)
        {
            return PressOutcome.Refused(message.Texts.VariedTooOften);
        }

        var shape = first.Picture.Drawn ?? second.Picture.Drawn;
        var arguments = ImagineArguments.Nothing with
        {
            Prompt = words is "" ? Both(first.Picture, second.Picture) : words,
            Model = shape is not null && pictures.Value.Models.Contains(shape.Model) ? shape.Model : null,
            Chaos = 0,
        };
        var usual = pictures.Value.RecipeFor(arguments, preference);
        var recipe = usual with
        {
            Width = shape?.Width ?? usual.Width,
            Height = shape?.Height ?? usual.Height,
            Start = start,
            Variety = null,
        };
        var parent =
            first.Of is { } a ? (a, (int?)first.Picture.Index)
            : second.Of is { } b ? (b, second.Picture.Index)
            : ((GenerationId, int?)?)null;
        return await submissions.JudgeAndSubmitAsync(
            new Submission
            {
                IdempotencyKey = message.IdempotencyKey,
                From = message.From,
                Chat = message.Chat,
                ReplyTo = message.ReplyTo,
                Texts = message.Texts,
                Kind = GenerationKind.Blend,
                Recipe = recipe,
                Parent = parent,
            },
            message.Texts.EditQueued,
            typed: words,
            cancellationToken
        );
    }

    // What both show; a picture that was sent says nothing of itself.
    private static string Both(StartPicture one, StartPicture other) =>
        (PromptOf(one), PromptOf(other)) switch
        {
            ("", "") => NoWords,
            ("", var alone) => alone,
            (var alone, "") => alone,
            var (a, b) when a.Equals(b, StringComparison.OrdinalIgnoreCase) => a,
            var (a, b) => PlainText.Shorten($"{a} and {b}", ImagineParser.MaxPromptLength),
        };

    private static string PromptOf(StartPicture picture) => picture.Drawn?.Of(picture.Index).Prompt ?? "";

    /// <param name="Picture">One of the two.</param>
    /// <param name="Of">Whose picture it is; null for one that was sent.</param>
    private sealed record Source(StartPicture Picture, GenerationId? Of);
}
