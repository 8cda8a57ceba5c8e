using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Preferences;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations;

// In which language to answer, and what is said when the database is away.
public sealed partial class Conversation
{
    // In the language of the words where no one has chosen another: "Hilfe" is answered in German.
    private async Task<Preference> SpokenAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        var (theirs, chats) = await _preferences.ReadAsync(message.From, message.Chat, cancellationToken);
        var preferred = theirs.Over(chats);
        var language = preferred.Language
            ?? (message.Command is ISaidInWords { Language: { } said } && Wording.Has(said) ? said : null)
            ?? message.From.Language;
        return preferred with { Language = language };
    }

    private async Task<ButtonPress> SpokenAsync(ButtonPress press, CancellationToken cancellationToken) =>
        press with
        {
            Texts = Texts.For((await PreferredAsync(press.From, press.Chat, cancellationToken)).Language),
        };

    /// <summary>What the person, and where they say nothing the chat, has set; the network's word for their language
    /// where no one has set one.</summary>
    private async Task<Preference> PreferredAsync(Person person, Chat chat, CancellationToken cancellationToken)
    {
        var (theirs, chats) = await _preferences.ReadAsync(person, chat, cancellationToken);
        var preferred = theirs.Over(chats);
        return preferred with { Language = preferred.Language ?? person.Language };
    }

    private async Task ReachingDatabaseAsync(
        IncomingMessage message,
        Func<Task> act,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await act();
        }
        catch (Exception exception) when (!message.MayComeAgain && exception.IsUnreachable())
        {
            Log.NoDatabase(_logger, exception);
            await _replies.SayAsync(message.ReplyTo, message.Texts.NoDatabase, cancellationToken);
        }
    }
}
