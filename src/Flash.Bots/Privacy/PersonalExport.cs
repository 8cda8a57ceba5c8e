using System.Text.Json;
using System.Text.Json.Nodes;
using Flash.Bots.Audit;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Privacy;

/// <summary>Writes down everything that is kept of a person, for the person.</summary>
public sealed class PersonalExport(IDbContextFactory<FlashDb> databases, AuditPersonal personal, Thumbnails thumbnails)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly NamedSql Person = NamedSql.Load("privacy/export_person");
    private static readonly NamedSql Requests = NamedSql.Load("privacy/export_requests");
    private static readonly NamedSql Bans = NamedSql.Load("privacy/export_bans");
    private static readonly NamedSql Cases = NamedSql.Load("privacy/export_cases");
    private static readonly NamedSql Conversation = NamedSql.Load("privacy/export_conversation");

    /// <returns>A JSON document, UTF-8, indented.</returns>
    public async Task<byte[]> WriteAsync(PersonId person, CancellationToken cancellationToken)
    {
        var known = await ListAsync(Person, person, cancellationToken);
        var document = new JsonObject
        {
            ["about"] = known.Count > 0 ? "Everything Flash keeps of you." : "Flash keeps nothing of you.",
            ["person"] = known.Count > 0 ? known[0]!.DeepClone() : null,
            ["requests"] = await RequestsAsync(person, cancellationToken),
            ["bans"] = await ListAsync(Bans, person, cancellationToken),
            ["reportsAndAppeals"] = await ListAsync(Cases, person, cancellationToken),
            ["conversation"] = await ListAsync(Conversation, person, cancellationToken),
            ["auditLog"] = await LogAsync(person, cancellationToken),
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, Indented);
    }

    private async Task<JsonArray> RequestsAsync(PersonId person, CancellationToken cancellationToken)
    {
        var requests = await ListAsync(Requests, person, cancellationToken);
        var byId = requests.ToDictionary(
            request => new GenerationId((Guid)request!["id"]!),
            request => request!["thumbnails"]!.AsArray()
        ); // every one has both, see above
        foreach (
            var ((id, _), thumbnail) in (await thumbnails.FindAsync(byId.Keys, cancellationToken)).OrderBy(picture =>
                picture.Key.Index
            )
        )
        {
            byId[id].Add(Convert.ToBase64String(thumbnail));
        }

        return requests;
    }

    private async Task<JsonArray> ListAsync(NamedSql sql, PersonId person, CancellationToken cancellationToken)
    {
        var rows = await sql.ReadAsync<string>(
            databases,
            new { person.Platform, User = person.ExternalId },
            cancellationToken
        );
        return new JsonArray([.. rows.Select(row => JsonNode.Parse(row))]);
    }

    private async Task<JsonArray> LogAsync(PersonId person, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var entries = await db
            .AuditLog.Where(entry => entry.ActorPlatform == person.Platform && entry.ActorId == person.ExternalId)
            .OrderBy(entry => entry.Id)
            .Select(AuditRows.Record)
            .ToListAsync(cancellationToken);
        var log = new JsonArray();
        foreach (var line in await personal.OpenAsync(entries, cancellationToken))
        {
            log.Add(
                new JsonObject
                {
                    ["at"] = line.Entry.OccurredAt,
                    ["action"] = line.Entry.Action,
                    ["name"] = line.Name,
                    ["prompt"] = line.Prompt,
                    ["generation"] = line.Entry.GenerationId,
                    ["details"] = JsonNode.Parse(line.Entry.Details),
                }
            );
        }

        return log;
    }
}
