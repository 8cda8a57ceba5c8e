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
            _ when !PrivacyDesk.IsPrivate(press.Chat) => PressOutcome.Refused(press.Texts.PrivacyInPrivate),
            [PrivacyDesk.Export] => PressOutcome.Done(press.Texts.ExportSoon) with
            {
                Said = await desk.ExportAsync(press.Texts, press.From, cancellationToken),
            },
            [PrivacyDesk.Erase] => PressOutcome.Done(press.Texts.EraseButton) with
            {
                Shown = PrivacyDesk.AreYouSure(press.Texts),
            },
            [PrivacyDesk.EraseYes] => PressOutcome.Done(press.Texts.CloseButton) with
            {
                Shown = await desk.EraseAsync(press.Texts, press.From, cancellationToken),
            },
            [PrivacyDesk.Keep] => PressOutcome.Done(press.Texts.Kept) with
            {
                Shown = new OutgoingMessage { Text = press.Texts.Kept, IsPersonal = true },
            },
            _ => PressOutcome.Refused(press.Texts.UnknownButton),
        };
}
