using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Brings back what these pictures were made from, drawn again. Anyone in the chat may.</summary>
internal sealed class UndoPress(AskedGenerations generations, PressSubmissions submissions) : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Undo;

    public async Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    )
    {
        if (
            !generation.Kind.MakesPictures()
            || generation.Parent is not { } changed
            || await generations.FindAsync(changed.Id, cancellationToken) is not { Recipe.Prompt: not "" } before
        )
        {
            return PressOutcome.Refused(press.Texts.NothingToUndo);
        }

        // What was itself made from others can be undone in its turn.
        var isFirst = before.Parent is null;
        return await submissions.JudgeAndSubmitAsync(
            press.Ask(isFirst ? GenerationKind.Imagine : before.Kind, generation, null, before.Recipe) with
            {
                Parent = before.Parent,
            },
            press.Texts.UndoQueued,
            cancellationToken
        );
    }
}
