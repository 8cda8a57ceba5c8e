using Flash.Bots.Commands;
using Flash.Bots.Generations;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Presses;

/// <summary>Draws anew what a person painted over, with words of its own. For pages that can be painted on.</summary>
public sealed class Paintings
{
    private readonly ButtonPresses _presses;
    private readonly Inpaintings _inpaintings;
    private readonly PressFollowUp _followUp;
    private readonly PreferenceStore _preferences;

    internal Paintings(
        ButtonPresses presses,
        Inpaintings inpaintings,
        PressFollowUp followUp,
        PreferenceStore preferences
    ) => (_presses, _inpaintings, _followUp, _preferences) = (presses, inpaintings, followUp, preferences);

    /// <summary>Submits the picture and posts the message that will show it, or refuses in a sentence.</summary>
    /// <param name="message">Who asks, and where; its text is what is to be there, of any length.</param>
    /// <param name="code">The code of the <see cref="ButtonVerb.Paint"/> button; not trusted.</param>
    /// <param name="mask">A PNG in the shape of the picture, light where it was painted; not trusted.</param>
    /// <param name="cancellationToken">Stops at the next database or network call.</param>
    public async Task<PressAnswer> PaintAsync(
        IncomingMessage message,
        string code,
        ReadOnlyMemory<byte> mask,
        CancellationToken cancellationToken
    )
    {
        var (theirs, chats) = await _preferences.ReadAsync(message.From, message.Chat, cancellationToken);
        message = message with { Texts = Texts.For(theirs.Over(chats).Language ?? message.From.Language) };
        var words = PlainText.Clean(message.Text).Trim();
        if (!PlainText.SaysSomething(words))
        {
            return new PressAnswer(message.Texts.PaintNeedsWords, IsError: true);
        }

        if (!ButtonAction.TryParse(code, out var action) || action.Verb != ButtonVerb.Paint)
        {
            return new PressAnswer(message.Texts.UnknownButton, IsError: true);
        }

        var asked = await _presses.DecideAsync(message.PressOn(action), cancellationToken);
        if (asked.PaintAskedFor is not { } on)
        {
            return asked.Answer;
        }

        var (width, height) = (on.Generation.Recipe.Width, on.Generation.Recipe.Height);
        var (painted, refusal) = MaskFile.Read(message.Texts, mask.Span, width, height);
        if (painted is null)
        {
            return new PressAnswer(refusal ?? message.Texts.MaskUnreadable, IsError: true);
        }

        var outcome = await _inpaintings.SubmitAsync(
            message,
            on.Generation,
            on.Index,
            painted,
            words,
            cancellationToken
        );
        await _followUp.PostAsync(message.Texts, outcome, message.ReplyTo, cancellationToken);
        return outcome.Answer;
    }
}
