using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Shows, in place of the buttons, what else can be made of one picture. Changes nothing but the
/// buttons.</summary>
internal sealed class ChoicesPress(AskedGenerations generations) : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Choices;

    public async Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    ) =>
        generation.RefusalOf(index, press.Texts, press.Texts.NothingToVary)
        ?? await generations.ShowAsync(
            press,
            generation,
            GenerationButtons.Choices(press.Texts, generation.Id, index ?? 1, generation.Parent is not null),
            press.Texts.ChoicesShown(index ?? 1),
            cancellationToken
        );
}

/// <summary>Shows the usual buttons again.</summary>
internal sealed class FewerPress(AskedGenerations generations) : IPressHandler
{
    public ButtonVerb Verb => ButtonVerb.Fewer;

    public async Task<PressOutcome> DecideAsync(
        ButtonPress press,
        AskedGeneration generation,
        int? index,
        CancellationToken cancellationToken
    ) =>
        index is not null || !generation.Kind.MakesPictures()
            ? PressOutcome.Refused(press.Texts.UnknownButton)
            : await generations.ShowAsync(press, generation, buttons: null, press.Texts.FewerShown, cancellationToken);
}

/// <summary>Other buttons below what was delivered.</summary>
internal static class ChoicesShown
{
    /// <summary>Refuses where the message is another one than the generation's, as codes come from strangers, and where
    /// a moderator took down what it showed.</summary>
    public static async Task<PressOutcome> ShowAsync(
        this AskedGenerations generations,
        ButtonPress press,
        AskedGeneration generation,
        IReadOnlyList<IReadOnlyList<Button>>? buttons,
        string done,
        CancellationToken cancellationToken
    )
    {
        if (
            press.Message is not { } pressed
            || await generations.MessageAsync(generation.Id, cancellationToken) is not { } shown
            || !shown.IsSameAs(pressed)
            || FinishedMessage.Of(press.Texts, generation, pressed is TelegramInlineMessage) is not { } message
        )
        {
            return PressOutcome.Refused(
                generation.State == GenerationState.Running ? press.Texts.NotReady : press.Texts.UnknownButton
            );
        }

        return await generations.IsTakenDownAsync(generation.Id, cancellationToken)
            ? PressOutcome.Refused(press.Texts.TakenDown)
            : PressOutcome.Done(done) with
            {
                Shown = buttons is null ? message : message with { Buttons = buttons },
            };
    }
}
