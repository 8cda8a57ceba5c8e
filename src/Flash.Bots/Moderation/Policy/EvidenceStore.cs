using System.Text.Json;
using System.Text.Json.Nodes;
using Flash.Bots.Audit;
using Flash.Bots.Commands;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Privacy;
using Microsoft.EntityFrameworkCore;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Bots.Moderation.Policy;

/// <summary>
/// What has to be preserved, such as for a report to the authorities: a copy of words, pictures and entries as they
/// were, sealed with the master key and no person's own, so that erasing the person and retention leave it. Every look
/// at it is an entry of the log; no one but admins may look.
/// </summary>
public sealed class EvidenceStore(
    IDbContextFactory<FlashDb> databases,
    MasterKey master,
    Thumbnails thumbnails,
    AuditPersonal personal,
    EvidenceSigner signer,
    TimeProvider time
)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private const int MostListed = 500;
    private const int MostEntries = 1_000;

    private static readonly NamedSql Request = NamedSql.Load("moderation/evidence_request");
    private static readonly NamedSql Keep = NamedSql.Load("moderation/keep_evidence");

    /// <summary>Preserves a generation as it is now. Null when there is none.</summary>
    public async Task<long?> PreserveAsync(
        GenerationId id,
        string reason,
        Moderator by,
        CancellationToken cancellationToken
    )
    {
        if (await Request.ReadAsync<string>(databases, new { id }, cancellationToken) is not [var request])
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
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db
            .Evidence.OrderByDescending(row => row.Id)
            .Take(MostListed)
            .Select(row => new Evidence(row.Id, row.GenerationId, row.Reason, row.PreservedAt, row.PreservedBy)
            {
                ReleasedAt = row.ReleasedAt,
                ReleasedBy = row.ReleasedBy,
            })
            .ToListAsync(cancellationToken);
    }

    /// <summary>One file for a report: what was preserved, who exported it when, and a signature over both. Null when
    /// there is none with this number, or it was released.</summary>
    /// <exception cref="WrongMasterKeyException">Another master key sealed it.</exception>
    /// <exception cref="EvidenceNotSignedException">No folder holds a key to sign with.</exception>
    public async Task<byte[]?> ExportAsync(long id, Moderator by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var kept = await db
            .Evidence.Where(row => row.Id == id && row.ReleasedAt == null)
            .FirstOrDefaultAsync(cancellationToken);
        if (kept is null)
        {
            return null;
        }

        var content = master.Open(kept.Box, SealedPlaces.Evidence) ?? throw new WrongMasterKeyException();
        var statement = new JsonObject
        {
            ["evidence"] = id,
            ["reason"] = kept.Reason,
            ["preservedAt"] = kept.PreservedAt,
            ["preservedBy"] = kept.PreservedBy,
            ["exportedAt"] = time.GetUtcNow(),
            ["exportedBy"] = by.Name,
            ["content"] = JsonNode.Parse(content),
        };
        var signed = JsonSerializer.SerializeToUtf8Bytes(statement);
        var (signature, key) = await signer.SignAsync(signed, cancellationToken);
        Note(db, "evidence.exported", id, by);
        await db.SaveChangesAsync(cancellationToken);
        return JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["about"] =
                    "Flash evidence 1: Ed25519 over the bytes that “signed” holds in base64; “statement” is the same, "
                    + "to read.",
                ["statement"] = statement,
                ["signed"] = Convert.ToBase64String(signed),
                ["signature"] = signature,
                ["publicKey"] = key,
            },
            Indented
        );
    }

    /// <summary>Lets go of it: the content is deleted, that there was something stays. False when there is
    /// none.</summary>
    public async Task<bool> ReleaseAsync(long id, Moderator by, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var released = await db
            .Evidence.Where(row => row.Id == id && row.ReleasedAt == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.ReleasedAt, _ => FlashDb.Now())
                        .SetProperty(row => row.ReleasedBy, by.Name)
                        .SetProperty(row => row.Box, Array.Empty<byte>()),
                cancellationToken
            );
        if (released == 0)
        {
            return false;
        }

        Note(db, "evidence.released", id, by);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
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
        var kept = await Keep.ReadAsync<long>(
            databases,
            new[]
            {
                by.Signature,
                new
                {
                    generation,
                    Reason = PlainText.Clean(reason),
                    Box = master.Seal(JsonSerializer.SerializeToUtf8Bytes(document), SealedPlaces.Evidence),
                },
            },
            cancellationToken
        );
        return kept[0];
    }

    private static void Note(FlashDb db, string action, long id, Moderator by) =>
        db.AuditLog.Add(
            new AuditEntry
            {
                ActorPlatform = by.Platform,
                ActorId = by.Id,
                ActorName = by.Name,
                Action = action,
                Details = FlashJson.Write(new { evidence = id }),
            }
        );

    private async Task<JsonArray> LogAsync(GenerationId id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var entries = await db
            .AuditLog.Where(entry => entry.GenerationId == id.Value)
            .OrderBy(entry => entry.Id)
            .Take(MostEntries)
            .Select(AuditRows.Record)
            .ToListAsync(cancellationToken);
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
