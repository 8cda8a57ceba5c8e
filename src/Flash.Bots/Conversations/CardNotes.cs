using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Conversations;

/// <summary>What moderators answer to a card in their chat is a note for the others.</summary>
internal sealed class CardNotes(
    IDbContextFactory<FlashDb> databases,
    ModeratorChats chats,
    ModeratorIdentities identities,
    ModerationDesk desk
)
{
    /// <summary>Keeps the message as a note. What to answer; null when it is no answer to a card.</summary>
    public async Task<string?> TryNoteAsync(IncomingMessage message, CancellationToken cancellationToken)
    {
        if (
            message.InReplyTo is not { } answered
            || message.Text.StartsWith('/')
            || !chats.All.Any(chat => chat.Platform == message.Chat.Platform && chat.Place == message.Chat.Id)
            || await CaseOfAsync(message.Chat, answered, cancellationToken) is not { } id
        )
        {
            return null;
        }

        if (await identities.FindAsync(message.From, cancellationToken) is not { } moderator)
        {
            return message.Texts.ModeratorsOnly;
        }

        return await desk.NoteAsync(id, message.Text, moderator, cancellationToken)
            ? message.Texts.ModeratorNoted
            : message.Texts.NothingToDecide;
    }

    private async Task<GenerationId?> CaseOfAsync(Chat chat, MessageRef message, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .ModerationCards.Where(card =>
                card.Platform == chat.Platform && card.Place == chat.Id && card.Message == message
            )
            .Select(card => (GenerationId?)card.GenerationId)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
