using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flash.Bots.Data;
using Npgsql;

namespace Flash.Bots.Audit;

/// <summary>Which entries to export; null means any.</summary>
public sealed record AuditFilter
{
    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>The whole action, or its beginning followed by a star: <c>imagine.*</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The network, in lower case, or <c>flash</c>.</summary>
    public string? ActorPlatform { get; init; }

    /// <summary>The network's id of the chat.</summary>
    public string? ChatId { get; init; }

    /// <summary>The network's id of the person who acted.</summary>
    public string? ActorId { get; init; }

    public Guid? GenerationId { get; init; }

    /// <summary>The one who acted, by the network's id or by name; erased people have no name any more.</summary>
    public string? Actor { get; init; }

    /// <summary>The chat, by the network's id or by title.</summary>
    public string? Chat { get; init; }

    /// <summary>What it was done to: a generation's id, a person's id, a moderator, or the number of a rule, a ban or
    /// evidence.</summary>
    public string? Target { get; init; }

    /// <summary>Only what this rule caught.</summary>
    public long? Rule { get; init; }

    /// <summary>Words that stand in the action, in the details, or in the prompt that it is about.</summary>
    public string? Text { get; init; }

    /// <summary>Leaves out that moderators looked at something.</summary>
    public bool HidesViews { get; init; }
}

/// <summary>How an export is written.</summary>
public enum AuditFormat
{
    /// <summary>JSON Lines: one object a line, everything in it that the chain covers.</summary>
    Jsonl,

    /// <summary>CSV after RFC 4180, for spreadsheets.</summary>
    Csv,
}

/// <summary>
/// Writes entries out in the order they were written, however many there are: as they are stored, which is what the
/// chain covers, and then the name and the words as long as there is a key to read them with.
/// </summary>
public sealed class AuditExport(NpgsqlDataSource dataSource, AuditPersonal personal)
{
    private static readonly string[] Header =
    [
        "id",
        "occurred_at",
        "actor_platform",
        "actor_id",
        "actor_name",
        "action",
        "generation_id",
        "chat_id",
        "details",
        "personal",
        "sequence",
        "previous_hash",
        "hash",
        "name",
        "prompt",
        "negative_prompt",
        "style",
    ];

    // As many entries as are opened with one look at the keys.
    private const int Chunk = 500;

    /// <returns>How many entries were written.</returns>
    public async Task<long> WriteAsync(
        AuditFilter filter,
        AuditFormat format,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        await using var command = dataSource.CreateCommand();
        command.CommandText =
            $"SELECT {AuditRows.Columns}, sequence, previous_hash, hash FROM flash.audit_log {AuditSearch.Where(command, filter, null)} ORDER BY id";
        command.CommandTimeout = 0;
        if (format == AuditFormat.Csv)
        {
            await output.WriteLineAsync(string.Join(',', Header).AsMemory(), cancellationToken);
        }

        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var (written, chunk) = (0L, new List<(AuditRecord Entry, string?[] Seal)>(Chunk));
        for (var more = true; more; )
        {
            more = await row.ReadAsync(cancellationToken);
            if (more)
            {
                chunk.Add((AuditRows.Read(row), Seal(row)));
            }

            if (chunk.Count == Chunk || !more)
            {
                var lines = await personal.OpenAsync([.. chunk.Select(entry => entry.Entry)], cancellationToken);
                foreach (var (line, entry) in lines.Zip(chunk))
                {
                    var cells = Cells(line, entry.Seal);
                    await output.WriteLineAsync(
                        (format == AuditFormat.Csv ? Csv(cells) : Json(cells)).AsMemory(),
                        cancellationToken
                    );
                }

                written += chunk.Count;
                chunk.Clear();
            }
        }

        return written;
    }

    private static string?[] Seal(NpgsqlDataReader row) =>
        [
            row.IsDBNull(AuditRows.Count) ? null : row.GetInt64(AuditRows.Count).ToString(CultureInfo.InvariantCulture),
            Hex(row, AuditRows.Count + 1),
            Hex(row, AuditRows.Count + 2),
        ];

    private static string?[] Cells(AuditLine line, string?[] seal)
    {
        var entry = line.Entry;
        return
        [
            entry.Id.ToString(CultureInfo.InvariantCulture),
            entry.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            entry.ActorPlatform,
            entry.ActorId,
            entry.ActorName,
            entry.Action,
            entry.GenerationId?.ToString("D"),
            entry.ChatId,
            entry.Details,
            entry.Personal is { } box ? Convert.ToHexStringLower(box) : null,
            .. seal,
            line.Name,
            line.Prompt,
            line.NegativePrompt,
            line.Style,
        ];
    }

    private static string Json(string?[] cells)
    {
        var line = new JsonObject();
        for (var i = 0; i < Header.Length; i++)
        {
            line[Header[i]] = (Header[i], cells[i]) switch
            {
                (_, null) => null,
                ("id" or "sequence", var number) => JsonValue.Create(long.Parse(number, CultureInfo.InvariantCulture)),
                ("details", var details) => JsonNode.Parse(details),
                (_, var text) => JsonValue.Create(text),
            };
        }

        return line.ToJsonString(JsonSerializerOptions.Web);
    }

    // A spreadsheet runs a cell that begins like a formula; names and prompts come from strangers.
    private static string Csv(string?[] cells) =>
        string.Join(
            ',',
            cells.Select(cell =>
                cell switch
                {
                    null or "" => "",
                    _ when cell.TrimStart() is [] or ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..]
                            && !long.TryParse(
                                cell,
                                NumberStyles.AllowLeadingSign,
                                CultureInfo.InvariantCulture,
                                out _
                            ) => Quote("'" + cell),
                    _ when cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 => Quote(cell),
                    _ => cell,
                }
            )
        );

    private static string Quote(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string? Hex(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Convert.ToHexStringLower(row.GetFieldValue<byte[]>(column));
}
