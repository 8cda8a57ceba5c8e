using Flash.Bots.Generations;
using Flash.Bots.Glossary;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Continues one picture beyond its edges, for presses and for words.</summary>
internal sealed class Outpaintings(PressSubmissions submissions)
{
    /// <summary>What is beyond the edges begins as their colours, drawn on; more, and it is a scene of its
    /// own.</summary>
    private const double Strength = 0.6;

    /// <param name="press">Who asks, and where.</param>
    /// <param name="generation">Whose picture.</param>
    /// <param name="index">Which of its pictures, 1-based; not checked.</param>
    /// <param name="frame">Where it lies in the new one.</param>
    /// <param name="size">Of the new one, in pixels; null for that of the picture.</param>
    /// <param name="cancellationToken">Stops at the next database call.</param>
    public Task<PressOutcome> SubmitAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        PictureFrame frame,
        (int Width, int Height)? size,
        CancellationToken cancellationToken
    )
    {
        if (generation.RefusalOf(index, press.Texts, press.Texts.NothingToVary) is { } refusal)
        {
            return Task.FromResult(refusal);
        }

        if (generation.Recipe.Start is { Depth: >= StartPicture.MaxDepth })
        {
            return Task.FromResult(PressOutcome.Refused(press.Texts.VariedTooOften));
        }

        var picture = generation.Recipe.Of(index ?? 1);
        var recipe = picture with
        {
            Seed = PictureOptions.NewSeed(),
            ModelRevision = null,
            Width = size?.Width ?? picture.Width,
            Height = size?.Height ?? picture.Height,
            Start = new StartPicture
            {
                Strength = Strength,
                Drawn = generation.Recipe,
                Index = index ?? 1,
                Frame = frame,
                Words = Around(picture),
            },
        };
        return submissions.JudgeAndSubmitAsync(
            press.Ask(GenerationKind.Outpaint, generation, index, recipe),
            press.Texts.OutpaintQueued(index ?? 1),
            cancellationToken
        );
    }

    // Told of the boat again, a small model draws a second one. Others are told what is there.
    private static string? Around(Recipe picture) =>
        OpenChoices.Of(picture.Model)?.Surroundings(picture.Start?.Words ?? picture.Reading?.Words ?? picture.Prompt);
}
