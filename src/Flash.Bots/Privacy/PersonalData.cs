using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Npgsql;

namespace Flash.Bots.Privacy;

/// <summary>What Flash knows of a person: handing it to them, and forgetting it.</summary>
public sealed class PersonalData(NpgsqlDataSource dataSource, PersonalExport export)
{
    /// <summary>Everything that is kept of the person, as a JSON document (UTF-8, indented). A person Flash does not
    /// know gets a document that says so.</summary>
    public Task<byte[]> ExportAsync(Platform platform, string userId, CancellationToken cancellationToken) =>
        export.WriteAsync(new PersonId(StoredName.Of(platform), PlainText.Clean(userId)), cancellationToken);

    /// <summary>
    /// Forgets the person's name, words and pictures, calls off what waits or is being drawn, and destroys the key of
    /// what the audit log keeps of them. Their number on the network stays, with bans, so that erasing oneself lifts
    /// none. Safe to repeat; one transaction.
    /// </summary>
    /// <param name="platform">The network.</param>
    /// <param name="userId">The network's id for the person.</param>
    /// <param name="by">Who asked for it: the person, or a moderator. Only a moderator's name is written down.</param>
    /// <param name="cancellationToken">Leaves everything as it was, unless it is done already.</param>
    public async Task<Erasure> EraseAsync(
        Platform platform,
        string userId,
        Moderator by,
        CancellationToken cancellationToken
    )
    {
        var person = new PersonId(StoredName.Of(platform), PlainText.Clean(userId));
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.Add(ErasureStatements.WaitForRequests, person.Platform, person.ExternalId);
        batch.Add(ErasureStatements.Messages, person.Platform, person.ExternalId);
        batch.Add(ErasureStatements.CallOff, person.Platform, person.ExternalId);
        batch.Add(ErasureStatements.Pictures, person.Platform, person.ExternalId);
        batch.Add(ErasureStatements.Words, person.Platform, person.ExternalId);
        batch.Add(ErasureStatements.Cases, person.Platform, person.ExternalId);
        batch.Add(ErasureStatements.Conversation, person.Platform, person.ExternalId);
        batch.Add(ErasureStatements.Name, person.Platform, person.ExternalId);
        batch.Add(ErasureStatements.Keys, person.Platform, person.ExternalId);
        var messages = new List<(GenerationId, Platform, MessageRef)>();
        await using (var row = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await row.NextResultAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                messages.Add(
                    (
                        new GenerationId(row.GetGuid(0)),
                        StoredName.Parse<Platform>(row.GetString(1)),
                        FlashJson.Read<MessageRef>(row.GetString(2))
                    )
                );
            }
        }

        var (pictures, generations, keys) = (Affected(batch, 3), Affected(batch, 4), Affected(batch, 8));
        var isSelf = by.Platform == person.Platform && by.Id == person.ExternalId;
        await using var entry = new NpgsqlCommand(
            """
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
            VALUES ($1, $2, $3, 'user.erased', jsonb_build_object('platform', $4, 'user', $5, 'generations', $6, 'pictures', $7))
            """,
            connection,
            transaction
        );
        foreach (
            object value in new object[]
            {
                by.Platform,
                by.Id,
                isSelf ? "" : by.Name,
                person.Platform,
                person.ExternalId,
                generations,
                pictures,
            }
        )
        {
            entry.Parameters.Add(new() { Value = value });
        }

        await entry.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Erasure(generations, pictures, keys, messages);
    }

    private static int Affected(NpgsqlBatch batch, int statement) =>
        (int)batch.BatchCommands[statement].RecordsAffected;
}
