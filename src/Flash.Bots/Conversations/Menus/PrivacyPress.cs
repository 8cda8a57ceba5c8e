using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Menus;

/// <summary>The buttons below what <c>/privacy</c> says: they act on the person who presses.</summary>
internal sealed class PrivacyPress(PrivacyDesk desk) : IMenuPress
{
    public string Prefix => PrivacyDesk.Prefix;

    public bool NeedsMenu => true;

    public async Task<PressOutcome> DecideAsync(
        ButtonPress press,
        IReadOnlyList<string> parts,
        CancellationToken cancellationToken
    ) =>
        parts switch
        {
            _ when !PrivacyDesk.IsPrivate(press.Chat) => PressOutcome.Refused(Texts.PrivacyInPrivate),
            [PrivacyDesk.Export] => PressOutcome.Done(Texts.ExportSoon) with
            {
                Said = await desk.ExportAsync(press.From, cancellationToken),
            },
            [PrivacyDesk.Erase] => PressOutcome.Done(Texts.EraseButton) with { Shown = PrivacyDesk.AreYouSure() },
            [PrivacyDesk.EraseYes] => PressOutcome.Done(Texts.CloseButton) with
            {
                Shown = await desk.EraseAsync(press.From, cancellationToken),
            },
            [PrivacyDesk.Keep] => PressOutcome.Done(Texts.Kept) with
            {
                Shown = new OutgoingMessage { Text = Texts.Kept, IsPersonal = true },
            },
            _ => PressOutcome.Refused(Texts.UnknownButton),
        };
}
