using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Moderation.Cards;

/// <summary>A card that one process shows for a while.</summary>
/// <param name="Chat">Where.</param>
/// <param name="Id">What it is about.</param>
/// <param name="Message">The message that is the card; null while there is none.</param>
/// <param name="Attempts">How often it was tried since it was last shown as it should be, this time included.</param>
/// <param name="Revision">The case's, when it was taken.</param>
public sealed record Card(ModeratorChat Chat, GenerationId Id, MessageRef? Message, int Attempts, long Revision);

/// <summary>
/// The cards that moderators' chats are owed: one for each case, true again whenever the case moves on. Any number of
/// processes take from here; one that dies leaves what it took to the next one.
/// </summary>
public sealed class CardStore(NpgsqlDataSource dataSource)
{
    /// <summary>Notified whenever a card may be owed.</summary>
    public const string Channel = "flash_cards";

    /// <summary>How long one process has for one card before another takes it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Gives every open case a card in the chat that has none there.</summary>
    public async Task<int> OpenAsync(ModeratorChat chat, CancellationToken cancellationToken)
    {
        // The case is locked first: a decision being made right now is waited for, and a later one finds the card
        // to make stale.
        await using var command = dataSource.Command(
            """
            WITH missing AS (
                SELECT moderation_case.generation_id FROM flash.moderation_cases moderation_case
                WHERE moderation_case.generation_id IN (SELECT id FROM flash.generations WHERE state = 'held' UNION SELECT generation_id FROM flash.reports WHERE state = 'open')
                    AND NOT EXISTS (SELECT FROM flash.moderation_cards card WHERE card.generation_id = moderation_case.generation_id AND card.platform = $1 AND card.place = $2)
                ORDER BY moderation_case.generation_id LIMIT 200 FOR UPDATE OF moderation_case)
            INSERT INTO flash.moderation_cards (generation_id, platform, place) SELECT generation_id, $1, $2 FROM missing ON CONFLICT DO NOTHING
            """,
            StoredName.Of(chat.Platform),
            chat.Place
        );
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whether a card is not as it should be, and may be shown now.</summary>
    public async Task<bool> IsOwedAsync(ModeratorChat chat, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "SELECT EXISTS (SELECT FROM flash.moderation_cards WHERE platform = $1 AND place = $2 AND is_stale AND next_at <= now())",
            StoredName.Of(chat.Platform),
            chat.Place
        );
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Takes the oldest card that is not as it should be, for <see cref="Lease"/>; null when there is
    /// none.</summary>
    public async Task<Card?> TakeAsync(ModeratorChat chat, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            """
            UPDATE flash.moderation_cards card SET next_at = now() + $3, attempts = attempts + 1
            FROM (SELECT generation_id FROM flash.moderation_cards WHERE platform = $1 AND place = $2 AND is_stale AND next_at <= now()
                ORDER BY generation_id LIMIT 1 FOR UPDATE SKIP LOCKED) next
            WHERE card.generation_id = next.generation_id AND card.platform = $1 AND card.place = $2
            RETURNING card.generation_id, card.message, card.attempts,
                (SELECT revision FROM flash.moderation_cases current WHERE current.generation_id = card.generation_id)
            """,
            StoredName.Of(chat.Platform),
            chat.Place,
            Lease
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new Card(
                chat,
                new GenerationId(row.GetGuid(0)),
                row.IsDBNull(1) ? null : FlashJson.Read<MessageRef>(row.GetString(1)),
                row.GetInt32(2),
                row.GetInt64(3)
            )
            : null;
    }

    /// <summary>Records the message of a card. False when it has one already: then delete the one just posted. The very
    /// same one is no other.</summary>
    public Task<bool> RecordAsync(Card card, MessageRef message, CancellationToken cancellationToken) =>
        ChangeAsync(
            "UPDATE flash.moderation_cards SET message = $4, next_at = now(), attempts = 0 WHERE generation_id = $1 AND platform = $2 AND place = $3 AND (message IS NULL OR message = $4)",
            card,
            cancellationToken,
            SqlCommands.Json(FlashJson.Write(message))
        );

    /// <summary>The card shows the case as it was at this revision; it is owed again at once if the case has moved
    /// on.</summary>
    public Task ShownAsync(Card card, long revision, CancellationToken cancellationToken) =>
        ChangeAsync(
            """
            WITH current AS (SELECT revision FROM flash.moderation_cases WHERE generation_id = $1 FOR UPDATE)
            UPDATE flash.moderation_cards SET is_stale = current.revision <> $4, next_at = now(), attempts = 0 FROM current
            WHERE generation_id = $1 AND platform = $2 AND place = $3
            """,
            card,
            cancellationToken,
            revision
        );

    /// <summary>It could not be shown; no one tries again before the pause is over.</summary>
    public Task PostponeAsync(Card card, TimeSpan pause, CancellationToken cancellationToken) =>
        ChangeAsync(
            "UPDATE flash.moderation_cards SET next_at = now() + $4 WHERE generation_id = $1 AND platform = $2 AND place = $3",
            card,
            cancellationToken,
            pause
        );

    /// <summary>Someone deleted the card's message.</summary>
    public Task ForgetAsync(Card card, CancellationToken cancellationToken) =>
        ChangeAsync(
            "UPDATE flash.moderation_cards SET message = NULL, next_at = now() WHERE generation_id = $1 AND platform = $2 AND place = $3",
            card,
            cancellationToken
        );

    private async Task<bool> ChangeAsync(
        string sql,
        Card card,
        CancellationToken cancellationToken,
        params object[] more
    )
    {
        await using var command = dataSource.Command(
            sql,
            [card.Id.Value, StoredName.Of(card.Chat.Platform), card.Chat.Place, .. more]
        );
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
