using System.Text.Json;
using System.Text.Json.Nodes;
using Flash.Bots.Audit;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Npgsql;

namespace Flash.Bots.Privacy;

/// <summary>Writes down everything that is kept of a person, for the person.</summary>
public sealed class PersonalExport(NpgsqlDataSource dataSource, AuditPersonal personal, Thumbnails thumbnails)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private const string Person = """
        SELECT jsonb_build_object('network', platform, 'id', external_id, 'name', name, 'language', language, 'settings', settings, 'since', created_at)::text
        FROM flash.users WHERE platform = $1 AND external_id = $2
        """;

    private const string Requests = """
        SELECT jsonb_build_object('id', generation.id, 'kind', generation.kind, 'at', generation.created_at, 'state', generation.state,
            'chat', jsonb_build_object('network', chat.platform, 'id', chat.external_id, 'title', chat.title),
            'prompt', generation.prompt, 'recipe', generation.recipe, 'shownWhenFailed', generation.failure,
            'thumbnails', '[]'::jsonb)::text
        FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id JOIN flash.chats chat ON chat.id = generation.chat_id
        WHERE person.platform = $1 AND person.external_id = $2 ORDER BY generation.id
        """;

    private const string Bans = """
        SELECT jsonb_build_object('reason', reason, 'at', ban.created_at, 'until', until, 'liftedAt', lifted_at)::text
        FROM flash.bans ban JOIN flash.users person ON person.id = ban.user_id WHERE person.platform = $1 AND person.external_id = $2 ORDER BY ban.id
        """;

    private const string Cases = """
        SELECT jsonb_build_object('kind', 'report', 'at', report.created_at, 'generation', generation_id, 'text', reason, 'state', state)::text
        FROM flash.reports report JOIN flash.users person ON person.id = report.user_id WHERE person.platform = $1 AND person.external_id = $2
        UNION ALL
        SELECT jsonb_build_object('kind', 'appeal', 'at', appeal.created_at, 'generation', generation_id, 'text', text, 'state', state)::text
        FROM flash.appeals appeal JOIN flash.users person ON person.id = appeal.user_id WHERE person.platform = $1 AND person.external_id = $2
        """;

    private const string Conversation = """
        SELECT jsonb_build_object('at', created_at, 'fromYou', from_person, 'text', text)::text FROM flash.playground_messages
        WHERE NOT deleted AND conversation_id = CASE WHEN $1 = 'playground' AND $2 ~ '^[0-9a-fA-F-]{32,36}$' THEN $2::uuid END ORDER BY id
        """;

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

    private async Task<JsonArray> ListAsync(string sql, PersonId person, CancellationToken cancellationToken)
    {
        await using var command = dataSource.Command(sql, person.Platform, person.ExternalId);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var list = new JsonArray();
        while (await row.ReadAsync(cancellationToken))
        {
            list.Add(JsonNode.Parse(row.GetString(0)));
        }

        return list;
    }

    private async Task<JsonArray> LogAsync(PersonId person, CancellationToken cancellationToken)
    {
        var entries = new List<AuditRecord>();
        await using (
            var command = dataSource.Command(
                $"SELECT {AuditRows.Columns} FROM flash.audit_log WHERE actor_platform = $1 AND actor_id = $2 ORDER BY id",
                person.Platform,
                person.ExternalId
            )
        )
        {
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            while (await row.ReadAsync(cancellationToken))
            {
                entries.Add(AuditRows.Read(row));
            }
        }

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
