using System.Text.Json;
using System.Text.Json.Nodes;
using Flash.Bots.Audit;
using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Privacy;
using Npgsql;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Bots.Moderation.Policy;

/// <summary>
/// What has to be preserved, such as for a report to the authorities: a copy of words, pictures and entries as they were,
/// sealed with the master key and no person's own, so that erasing the person and retention leave it. Every look at it
/// is an entry of the log; no one but admins may look.
/// </summary>
public sealed class EvidenceStore(
    NpgsqlDataSource dataSource,
    MasterKey master,
    Thumbnails thumbnails,
    AuditPersonal personal,
    EvidenceSigner signer,
    TimeProvider time
)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private const string Request = """
        SELECT jsonb_build_object('id', generation.id, 'kind', generation.kind, 'state', generation.state, 'askedAt', generation.created_at, 'finishedAt', generation.finished_at,
            'prompt', generation.prompt, 'recipe', generation.recipe,
            'person', jsonb_build_object('network', person.platform, 'id', person.external_id, 'name', person.name, 'since', person.created_at),
            'chat', jsonb_build_object('network', chat.platform, 'id', chat.external_id, 'title', chat.title, 'isPrivate', chat.is_private),
            'pictures', (SELECT coalesce(jsonb_agg(jsonb_build_object('index', index, 'sha256', encode(sha256, 'hex'), 'width', width, 'height', height) ORDER BY index), '[]')
                FROM flash.pictures WHERE generation_id = generation.id),
            'reports', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', created_at, 'reason', reason) ORDER BY id), '[]') FROM flash.reports WHERE generation_id = generation.id))::text
        FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id JOIN flash.chats chat ON chat.id = generation.chat_id WHERE generation.id = $1
        """;

    /// <summary>Preserves a generation as it is now. Null when there is none.</summary>
    public async Task<long?> PreserveAsync(
        GenerationId id,
        string reason,
        Moderator by,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(Request, id.Value);
        if (await command.ExecuteScalarAsync(cancellationToken) is not string request)
        {
            return null;
        }

        var pictures = await thumbnails.FindAsync([id], cancellationToken);
        var document = new JsonObject
        {
            ["request"] = JsonNode.Parse(request),
            ["thumbnails"] = new JsonArray([
                .. pictures
                    .OrderBy(picture => picture.Key.Index)
                    .Select(picture => (JsonNode)Convert.ToBase64String(picture.Value)),
            ]),
            ["log"] = await LogAsync(id, cancellationToken),
        };
        return await KeepAsync(document, id, reason, by, cancellationToken);
    }

    /// <summary>Preserves words that were blocked, so that nothing was drawn of them.</summary>
    public Task<long> PreserveAsync(
        Person person,
        Chat chat,
        AuditWords words,
        IReadOnlyList<long> rules,
        string reason,
        CancellationToken cancellationToken
    ) =>
        KeepAsync(
            new JsonObject
            {
                ["blocked"] = new JsonObject
                {
                    ["at"] = time.GetUtcNow(),
                    ["prompt"] = words.Prompt,
                    ["negativePrompt"] = words.NegativePrompt,
                    ["rules"] = new JsonArray([.. rules.Select(rule => (JsonNode)rule)]),
                    ["person"] = new JsonObject
                    {
                        ["network"] = StoredName.Of(person.Platform),
                        ["id"] = person.Id,
                        ["name"] = person.Name,
                    },
                    ["chat"] = new JsonObject
                    {
                        ["network"] = StoredName.Of(chat.Platform),
                        ["id"] = chat.Id,
                        ["title"] = chat.Title,
                        ["isPrivate"] = chat.IsPrivate,
                    },
                },
            },
            null,
            reason,
            new Moderator("flash", "policy", "Flash"),
            cancellationToken
        );

    /// <summary>What is preserved, the newest first; nothing of what it is.</summary>
    public async Task<IReadOnlyList<Evidence>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "SELECT id, generation_id, reason, preserved_at, preserved_by, released_at, released_by FROM flash.evidence ORDER BY id DESC LIMIT 500"
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var all = new List<Evidence>();
        while (await row.ReadAsync(cancellationToken))
        {
            all.Add(
                new Evidence(
                    row.GetInt64(0),
                    row.IsDBNull(1) ? null : row.GetGuid(1),
                    row.GetString(2),
                    row.GetFieldValue<DateTimeOffset>(3),
                    row.GetString(4)
                )
                {
                    ReleasedAt = row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
                    ReleasedBy = row.IsDBNull(6) ? null : row.GetString(6),
                }
            );
        }

        return all;
    }

    /// <summary>One file for a report: what was preserved, who exported it when, and a signature over both. Null when
    /// there is none with this number, or it was released.</summary>
    /// <exception cref="WrongMasterKeyException">Another master key sealed it.</exception>
    /// <exception cref="EvidenceNotSignedException">No folder holds a key to sign with.</exception>
    public async Task<byte[]?> ExportAsync(long id, Moderator by, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "SELECT box, reason, preserved_at, preserved_by FROM flash.evidence WHERE id = $1 AND released_at IS NULL",
            id
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var content = master.Open(row.GetFieldValue<byte[]>(0), SealedPlaces.Evidence)
            ?? throw new WrongMasterKeyException();
        var statement = new JsonObject
        {
            ["evidence"] = id,
            ["reason"] = row.GetString(1),
            ["preservedAt"] = row.GetFieldValue<DateTimeOffset>(2),
            ["preservedBy"] = row.GetString(3),
            ["exportedAt"] = time.GetUtcNow(),
            ["exportedBy"] = by.Name,
            ["content"] = JsonNode.Parse(content),
        };
        await row.DisposeAsync();
        var signed = JsonSerializer.SerializeToUtf8Bytes(statement);
        var (signature, key) = await signer.SignAsync(signed, cancellationToken);
        await NoteAsync("evidence.exported", id, by, cancellationToken);
        return JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["about"] =
                    "Flash evidence 1: Ed25519 over the bytes that “signed” holds in base64; “statement” is the same, to read.",
                ["statement"] = statement,
                ["signed"] = Convert.ToBase64String(signed),
                ["signature"] = signature,
                ["publicKey"] = key,
            },
            Indented
        );
    }

    /// <summary>Lets go of it: the content is deleted, that there was something stays. False when there is none.</summary>
    public async Task<bool> ReleaseAsync(long id, Moderator by, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            "UPDATE flash.evidence SET released_at = now(), released_by = $2, box = '' WHERE id = $1 AND released_at IS NULL",
            id,
            by.Name
        );
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        await NoteAsync("evidence.released", id, by, cancellationToken);
        return true;
    }

    private async Task<long> KeepAsync(
        JsonObject document,
        GenerationId? generation,
        string reason,
        Moderator by,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.Command(
            """
            WITH kept AS (
                INSERT INTO flash.evidence (generation_id, reason, preserved_by, box) VALUES ($1, $2, $3, $4) RETURNING id),
            entry AS (
                INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, details)
                SELECT $5, $6, $3, 'evidence.preserved', $1, jsonb_build_object('evidence', id, 'reason', $2) FROM kept)
            SELECT id FROM kept
            """,
            SqlCommands.Uuid(generation?.Value),
            PlainText.Clean(reason),
            by.Name,
            master.Seal(JsonSerializer.SerializeToUtf8Bytes(document), SealedPlaces.Evidence),
            by.Platform,
            by.Id
        );
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!; // it was inserted
    }

    private async Task NoteAsync(string action, long id, Moderator by, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(
            """
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, details)
            VALUES ($1, $2, $3, $4, jsonb_build_object('evidence', $5))
            """,
            by.Platform,
            by.Id,
            by.Name,
            action,
            id
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<JsonArray> LogAsync(GenerationId id, CancellationToken cancellationToken)
    {
        var entries = new List<AuditRecord>();
        await using (
            var command = dataSource.Command(
                $"SELECT {AuditRows.Columns} FROM flash.audit_log WHERE generation_id = $1 ORDER BY id LIMIT 1000",
                id.Value
            )
        )
        {
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                entries.Add(AuditRows.Read(row));
            }
        }

        return new JsonArray([
            .. (await personal.OpenAsync(entries, cancellationToken)).Select(line =>
                (JsonNode)
                    new JsonObject
                    {
                        ["id"] = line.Entry.Id,
                        ["at"] = line.Entry.OccurredAt,
                        ["network"] = line.Entry.ActorPlatform,
                        ["actor"] = line.Entry.ActorId,
                        ["name"] = line.Name,
                        ["action"] = line.Entry.Action,
                        ["details"] = JsonNode.Parse(line.Entry.Details),
                    }
            ),
        ]);
    }
}

/// <summary>That something is preserved.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Generation">What it is of; null for words that were blocked.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">Since when.</param>
/// <param name="By">Who said so.</param>
public sealed record Evidence(long Id, Guid? Generation, string Reason, DateTimeOffset At, string By)
{
    /// <summary>When it was let go of; null while it is there.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Who let go of it.</summary>
    public string? ReleasedBy { get; init; }
}
