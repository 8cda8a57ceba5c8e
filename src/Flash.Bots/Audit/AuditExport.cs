using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Audit;

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
public sealed class AuditExport(IDbContextFactory<FlashDb> databases, AuditPersonal personal)
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
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(0);
        var entries = AuditSearch.Matching(db, filter).OrderBy(entry => entry.Id).AsAsyncEnumerable();
        if (format == AuditFormat.Csv)
        {
            await output.WriteLineAsync(string.Join(',', Header).AsMemory(), cancellationToken);
        }

        var written = 0L;
        await foreach (var chunk in entries.Chunk(Chunk).WithCancellation(cancellationToken))
        {
            var lines = await personal.OpenAsync([.. chunk.Select(AuditRows.Of)], cancellationToken);
            foreach (var (line, entry) in lines.Zip(chunk))
            {
                var cells = Cells(line, entry);
                await output.WriteLineAsync(
                    (format == AuditFormat.Csv ? Csv(cells) : Json(cells)).AsMemory(),
                    cancellationToken
                );
            }

            written += chunk.Length;
        }

        return written;
    }

    private static string?[] Cells(AuditLine line, AuditEntry stored)
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
            Hex(entry.Personal),
            stored.Sequence?.ToString(CultureInfo.InvariantCulture),
            Hex(stored.PreviousHash),
            Hex(stored.Hash),
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

    private static string? Hex(byte[]? bytes) => bytes is null ? null : Convert.ToHexStringLower(bytes);
}
