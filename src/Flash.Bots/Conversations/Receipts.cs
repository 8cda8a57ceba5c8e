using Flash.Bots.Commands;
using Flash.Bots.Data;
using Npgsql;

namespace Flash.Bots.Conversations;

/// <summary>Remembers which deliveries were answered with words only, so that a redelivery is not answered again.</summary>
public sealed class Receipts(NpgsqlDataSource dataSource)
{
    /// <summary>True for the first caller with this key. Taken before the answer is posted: better no second help text than two.</summary>
    public async Task<bool> TryTakeAsync(string idempotencyKey, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "INSERT INTO flash.receipts (idempotency_key) VALUES ($1) ON CONFLICT DO NOTHING", PlainText.Clean(idempotencyKey));
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
