using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>The same words, and the same picture to start from, with a new seed. Anyone in the chat may.</summary>
internal sealed class AgainPress(PressSubmissions submissions) : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Again;

    public Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    )
    {
        if (index is not null)
        {
            return Task.FromResult(PressOutcome.Refused(press.Texts.UnknownButton));
        }

        // Another seed makes it a request of its own, except where what it follows is all it is.
        var recipe = PictureOptions.Anew(generation.Recipe);
        var submission =
            generation.Kind.FollowsOne() && generation.Parent is { } parent
                ? press.Ask(generation.Kind, generation, null, recipe) with
                {
                    Parent = parent,
                }
                : press.Ask(GenerationKind.Imagine, generation, null, recipe) with
                {
                    Parent = null,
                };
        return submissions.JudgeAndSubmitAsync(submission, press.Texts.AgainQueued, typed: null, cancellationToken);
    }
}
