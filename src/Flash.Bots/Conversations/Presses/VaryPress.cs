using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Pictures that start from one picture and another seed, as often as anyone in the chat likes.</summary>
internal abstract class VaryFromPicturePress(PressSubmissions submissions, ButtonVerb verb, double strength)
    : IPressHandler
{
    public ButtonVerb Verb => verb;

    public Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
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

        var recipe = generation.Recipe.Of(index ?? 1) with
        {
            Seed = PictureOptions.NewSeed(),
            ModelRevision = null,
            Start = new StartPicture
            {
                Strength = strength,
                Drawn = generation.Recipe,
                Index = index ?? 1,
            },
        };
        return submissions.JudgeAndSubmitAsync(
            press.Ask(GenerationKind.Vary, generation, index, recipe),
            press.Texts.VaryQueued(index ?? 1),
            typed: null,
            cancellationToken
        );
    }
}

/// <summary>Neither much nor little: what "vary 2" means, and what buttons meant before there was a choice.</summary>
internal sealed class VaryPress(PressSubmissions submissions)
    : VaryFromPicturePress(submissions, ButtonVerb.Vary, Strength)
{
    /// <summary>With three steps, two are drawn anew: the layout stays, what is in it changes.</summary>
    internal const double Strength = 0.65;
}

/// <summary>A little: with three steps the last alone is drawn anew.</summary>
internal sealed class VarySubtlePress(PressSubmissions submissions)
    : VaryFromPicturePress(submissions, ButtonVerb.Subtle, Strength)
{
    internal const double Strength = 0.33;
}
