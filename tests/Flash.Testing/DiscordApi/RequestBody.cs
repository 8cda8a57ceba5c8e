using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Flash.Testing.DiscordApi;

/// <summary>A request's JSON and files, whether it came as JSON or as multipart with <c>payload_json</c>.</summary>
internal sealed record RequestBody(JsonObject Json, IReadOnlyDictionary<int, DiscordUpload> Files)
{
    public static async Task<RequestBody> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > 25 << 20)
        {
            throw new DiscordRefusalException(413, 40005, "Request entity too large");
        }

        if (!context.Request.HasFormContentType)
        {
            using var reader = new StreamReader(context.Request.Body);
            return new RequestBody(
                Keep(context, MessageRules.Parse(await reader.ReadToEndAsync(context.RequestAborted))),
                new Dictionary<int, DiscordUpload>()
            );
        }

        // The part payload_json has a content type of its own; the form reader then still hands it over as a value.
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var files = new Dictionary<int, DiscordUpload>();
        foreach (var file in form.Files)
        {
            MessageRules.Demand(
                file.Name.StartsWith("files[", StringComparison.Ordinal) && file.Name.EndsWith(']'),
                $"'{file.Name}' is not files[n]."
            );
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, context.RequestAborted);
            files.Add(
                int.Parse(file.Name.AsSpan(6, file.Name.Length - 7), NumberStyles.None, CultureInfo.InvariantCulture),
                new DiscordUpload(file.FileName, bytes.ToArray())
            );
        }

        return new RequestBody(Keep(context, MessageRules.Parse(form["payload_json"].ToString())), files);
    }

    /// <summary>What was read of this request; null when nothing was.</summary>
    public static JsonObject? SentIn(HttpContext context) =>
        context.Items.TryGetValue(typeof(RequestBody), out var json) ? (JsonObject?)json : null;

    private static JsonObject Keep(HttpContext context, JsonObject json)
    {
        context.Items[typeof(RequestBody)] = json.DeepClone();
        return json;
    }

    /// <summary>Changes a message as this body says.</summary>
    public void Apply(DiscordMessageRow row, DiscordState state, bool isEdit)
    {
        if (Json.ContainsKey("content"))
        {
            row.Content = (string?)Json["content"] ?? "";
        }

        if (Json["components"] is JsonArray components)
        {
            row.Components = components.DeepClone().AsArray();
        }

        if (Json["flags"] is { } flags)
        {
            row.Flags = (row.Flags & 64) | (int)flags;
        }

        if (Json["attachments"] is JsonArray attachments)
        {
            row.Files = [.. attachments.Select(attachment => FileOf(attachment!.AsObject(), row, state))];
        }

        row.IsLoading = false;
        row.Edits += isEdit ? 1 : 0;
        row.History.Enqueue((row.Content, row.Files.Count));
    }

    private DiscordFile FileOf(JsonObject attachment, DiscordMessageRow row, DiscordState state)
    {
        var id = ulong.Parse(attachment["id"]!.ToString(), CultureInfo.InvariantCulture);
        if (id < 10 && Files.TryGetValue((int)id, out var upload))
        {
            return new DiscordFile(
                state.NewId(),
                (string?)attachment["filename"] ?? upload.Name,
                (string?)attachment["description"],
                upload.Bytes
            )
            {
                Server = state.FilesAddress,
                IsSpoiler = (bool?)attachment["is_spoiler"] == true,
            };
        }

        var old = row.Files.FirstOrDefault(file => file.Id == id)
            ?? throw DiscordRefusalException.InvalidForm($"attachments: {id} is neither a new nor an old file.");
        return old with
        {
            Description = attachment.ContainsKey("description") ? (string?)attachment["description"] : old.Description,
            IsSpoiler = (bool?)attachment["is_spoiler"] ?? old.IsSpoiler,
        };
    }
}
