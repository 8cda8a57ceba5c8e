using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Where a picture moved into the place of the pictures it is one of, brings those back: the same recipe draws
/// the same pictures.</summary>
internal sealed class BackPress(PressSubmissions submissions) : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Back;

    public Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    ) =>
        index is not null || generation.Kind.MakesPictures()
            ? Task.FromResult(PressOutcome.Refused(press.Texts.UnknownButton))
            : submissions.JudgeAndSubmitAsync(
                press.Ask(
                    GenerationKind.Imagine,
                    generation,
                    null,
                    generation.Recipe with
                    {
                        Motion = null,
                        Enlargement = null,
                    }
                ) with
                {
                    Parent = null,
                },
                press.Texts.BackButton,
                typed: null,
                cancellationToken
            );
}
