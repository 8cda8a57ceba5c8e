using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Asks for other words. What follows the answer is <see cref="NewWords"/>'s part.</summary>
internal sealed class EditPress : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Edit;

    public Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            index is not null || !generation.Kind.MakesPictures()
                ? PressOutcome.Refused(press.Texts.UnknownButton)
                : PressOutcome.Done(press.Texts.AskForWords) with
                {
                    WordsAskedFor = generation,
                }
        );
}
