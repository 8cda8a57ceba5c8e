using Flash.Bots.Commands;
using Flash.Bots.Replies;

namespace Flash.Bots.Conversations.Answers;

/// <summary><c>/privacy [export|erase]</c>: what Flash keeps; all of it as a file; the question before it is
/// forgotten.</summary>
internal sealed class PrivacyAnswer(PrivacyDesk desk) : Answer<Command.Privacy>
{
    protected override async Task<OutgoingMessage> AnswerAsync(
        IncomingMessage message,
        Command.Privacy command,
        CancellationToken cancellationToken
    ) =>
        command.Wish switch
        {
            PrivacyWish.Explain => PrivacyDesk.IsPrivate(message.Chat)
                ? PrivacyDesk.Explain(message.Texts) with
                {
                    Menu = new Menu(message.From.Id),
                }
                : Words(message.Texts.Privacy),
            _ when !PrivacyDesk.IsPrivate(message.Chat) => Words(message.Texts.PrivacyInPrivate),
            PrivacyWish.Export => await desk.ExportAsync(message.Texts, message.From, cancellationToken),
            _ => PrivacyDesk.AreYouSure(message.Texts) with { Menu = new Menu(message.From.Id) },
        };
}
