using Flash.Bots.Data;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Conversations;

/// <summary>Chats that their network gave another id: what was said, drawn and set there stays theirs, and its buttons
/// go on working.</summary>
public sealed class ChatMoves(NpgsqlDataSource dataSource)
{
    /// <summary>Gives the chat its new id. Does nothing for a chat that Flash does not know, or one that is known by
    /// the new id already.</summary>
    public async Task MoveAsync(Platform platform, string before, string now, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            """
            UPDATE flash.chats SET external_id = $3
            WHERE platform = $1 AND external_id = $2 AND NOT EXISTS (SELECT FROM flash.chats WHERE platform = $1 AND external_id = $3)
            """,
            StoredName.Of(platform),
            before,
            now
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
