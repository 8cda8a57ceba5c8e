using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Draws a part of one picture anew, with words of its own.</summary>
internal sealed class Inpaintings(PressSubmissions submissions, IOptions<PictureOptions> pictures)
{
    /// <param name="message">Who asks, and where; its text is kept with what is blocked.</param>
    /// <param name="generation">Whose picture.</param>
    /// <param name="index">Which of its pictures, 1-based; not checked.</param>
    /// <param name="region">The part.</param>
    /// <param name="words">What is to be there.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public Task<PressOutcome> SubmitAsync(
        IncomingMessage message,
        AskedGeneration generation,
        int index,
        PictureRegion region,
        string words,
        CancellationToken cancellationToken
    ) =>
        SubmitAsync(
            message,
            generation,
            index,
            () => pictures.Value.InRegion(generation.Recipe, index, region, words),
            cancellationToken
        );

    /// <summary>The same for what was painted over.</summary>
    public Task<PressOutcome> SubmitAsync(
        IncomingMessage message,
        AskedGeneration generation,
        int index,
        PaintedMask painted,
        string words,
        CancellationToken cancellationToken
    ) =>
        SubmitAsync(
            message,
            generation,
            index,
            () => pictures.Value.UnderPaint(generation.Recipe, index, painted, words),
            cancellationToken
        );

    private Task<PressOutcome> SubmitAsync(
        IncomingMessage message,
        AskedGeneration generation,
        int index,
        Func<Recipe> change,
        CancellationToken cancellationToken
    )
    {
        if (generation.RefusalOf(index, message.Texts, message.Texts.NothingToVary) is { } refusal)
        {
            return Task.FromResult(refusal);
        }

        if (generation.Recipe.Start is { Depth: >= StartPicture.MaxDepth })
        {
            return Task.FromResult(PressOutcome.Refused(message.Texts.VariedTooOften));
        }

        var recipe = change();
        if (recipe.Prompt.Length > ImagineParser.MaxPromptLength)
        {
            return Task.FromResult(
                PressOutcome.Refused(message.Texts.Of(new Mistake.PromptTooLong(recipe.Prompt.Length)))
            );
        }

        var press = message.PressOn(new ButtonAction(ButtonVerb.Edit, generation.Id, index));
        return submissions.JudgeAndSubmitAsync(
            press.Ask(GenerationKind.Inpaint, generation, index, recipe),
            message.Texts.EditQueued,
            PlainText.Clean(message.Text),
            cancellationToken
        );
    }
}
