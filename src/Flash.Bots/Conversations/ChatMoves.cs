using Flash.Bots.Data;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Conversations;

/// <summary>Chats that their network gave another id: what was said, drawn and set there stays theirs, and its buttons
/// go on working.</summary>
public sealed class ChatMoves(IDbContextFactory<FlashDb> databases)
{
    /// <summary>Gives the chat its new id. Does nothing for a chat that Flash does not know, or one that is known by
    /// the new id already.</summary>
    public async Task MoveAsync(Platform platform, string before, string now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db
            .Chats.Where(chat =>
                chat.Platform == platform
                && chat.ExternalId == before
                && !db.Chats.Any(other => other.Platform == platform && other.ExternalId == now)
            )
            .ExecuteUpdateAsync(set => set.SetProperty(chat => chat.ExternalId, now), cancellationToken);
        await db
            .ServerRules.Where(rules =>
                rules.Platform == platform
                && rules.Place == before
                && !db.ServerRules.Any(other => other.Platform == platform && other.Place == now)
            )
            .ExecuteUpdateAsync(set => set.SetProperty(rules => rules.Place, now), cancellationToken);
    }
}
