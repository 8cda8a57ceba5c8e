using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flash.Testing.DiscordApi;

/// <summary>Discord's limits on messages; the first one that is overstepped refuses the request.</summary>
internal static class MessageRules
{
    private const int SuppressEmbeds = 4;
    private const int Ephemeral = 64;

    public static void Check(
        JsonObject body,
        IReadOnlyDictionary<int, DiscordUpload> files,
        bool isEdit,
        bool isWebhook
    )
    {
        Demand(
            body["content"] is not { } content || (string)content! is { Length: <= 2000 },
            "content: Must be 2000 or fewer in length."
        );
        var flags = (int?)body["flags"] ?? 0;
        var allowed = SuppressEmbeds | (isWebhook && !isEdit ? Ephemeral : 0);
        Demand((flags & ~allowed) == 0, $"flags: {flags} may not be set here.");
        Demand(
            body["nonce"] is not { } nonce || nonce.ToString().Length <= 25,
            "nonce: Must be 25 or fewer in length."
        );
        CheckAttachments(body["attachments"]?.AsArray(), files, isEdit);
        CheckComponents(body["components"]?.AsArray());
        if (!isEdit)
        {
            var isEmpty =
                string.IsNullOrWhiteSpace((string?)body["content"])
                && files.Count == 0
                && body["components"]?.AsArray() is not { Count: > 0 };
            Demand(!isEmpty, "Cannot send an empty message");
        }
    }

    /// <summary>The policy that nothing typed by people may ping anyone: not Discord's demand, but this
    /// project's.</summary>
    public static bool PingsNobody(JsonObject body) => body["allowed_mentions"]?["parse"] is JsonArray { Count: 0 };

    private static void CheckAttachments(
        JsonArray? attachments,
        IReadOnlyDictionary<int, DiscordUpload> files,
        bool isEdit
    )
    {
        Demand(files.Count <= 10 && (attachments?.Count ?? 0) <= 10, "attachments: Must be 10 or fewer in length.");
        Demand(
            !isEdit || files.Count == 0 || attachments is not null,
            "attachments: an edit that brings files lists those to keep."
        );
        foreach (var attachment in attachments ?? [])
        {
            Demand(
                ((string?)attachment!["description"])?.Length is null or <= 1024,
                "attachments.description: Must be 1024 or fewer in length."
            );
        }

        foreach (var (index, file) in files)
        {
            Demand(
                attachments is null
                    || attachments.Any(attachment =>
                        attachment!["id"]!.ToString()
                        == index.ToString(System.Globalization.CultureInfo.InvariantCulture)
                    ),
                $"attachments: file {index} is not listed."
            );
            if (file.Bytes.Length > 10 << 20)
            {
                throw new DiscordRefusalException(413, 40005, "Request entity too large");
            }
        }
    }

    public static void CheckComponents(JsonArray? rows)
    {
        Demand((rows?.Count ?? 0) <= 5, "components: Must be 5 or fewer in length.");
        var ids = new HashSet<string>();
        foreach (var row in rows ?? [])
        {
            Demand((int?)row!["type"] == 1, "components.type: must be an action row.");
            var buttons = row["components"]!.AsArray();
            Demand(buttons.Count is >= 1 and <= 5, "components.components: Must be between 1 and 5 in length.");
            foreach (var button in buttons)
            {
                Demand((int?)button!["type"] == 2, "components.type: must be a button.");
                Demand((int?)button["style"] is >= 1 and <= 4, "components.style: must be 1 to 4 with a custom id.");
                Demand(
                    button["label"] is null
                        ? button["emoji"]?["name"] is not null
                        : ((string?)button["label"])?.Length is >= 1 and <= 80,
                    "components.label: Must be between 1 and 80 in length; without one there must be an emoji."
                );
                var id = (string?)button["custom_id"];
                Demand(id?.Length is >= 1 and <= 100, "components.custom_id: Must be between 1 and 100 in length.");
                Demand(ids.Add(id!), "components.custom_id: Component custom id cannot be duplicated.");
            }
        }
    }

    /// <summary>The fields of a modal: text inputs in rows of their own.</summary>
    public static void CheckForm(JsonArray? rows)
    {
        Demand(rows?.Count is >= 1 and <= 5, "components: Must be between 1 and 5 in length.");
        foreach (var row in rows!)
        {
            Demand(
                (int?)row!["type"] == 18 && row["component"] is JsonObject,
                "components: a modal holds labels, each with one component."
            );
            Demand(
                ((string?)row["label"])?.Length is >= 1 and <= 45,
                "components.label: Must be between 1 and 45 in length."
            );
            var field = row["component"]!;
            Demand(
                ((string?)field["custom_id"])?.Length is >= 1 and <= 100,
                "components.custom_id: Must be between 1 and 100 in length."
            );
            if ((int?)field["type"] is not 4)
            {
                CheckChoice(field);
                continue;
            }

            var (min, max) = ((int?)field["min_length"] ?? 0, (int?)field["max_length"] ?? 4000);
            Demand(
                (int?)field["type"] == 4 && (int?)field["style"] is 1 or 2,
                "components.type: must be a text input of style 1 or 2."
            );
            Demand(field["label"] is null, "components.label: stands on the label, not on the text input.");
            Demand(
                min is >= 0 and <= 4000 && max is >= 1 and <= 4000 && min <= max,
                "components.max_length: Must be between 1 and 4000."
            );
            Demand(((string?)field["value"] ?? "").Length <= max, "components.value: longer than max_length.");
        }
    }

    // A select, a radio group or an upload in a modal.
    private static void CheckChoice(JsonNode field)
    {
        var options = field["options"]?.AsArray().Count ?? 0;
        var values = ((int?)field["min_values"] ?? 1, (int?)field["max_values"] ?? 1);
        Demand(
            (int?)field["type"] switch
            {
                3 => options is >= 1 and <= 25 && values is (>= 0 and <= 25, >= 1 and <= 25),
                21 => options is >= 2 and <= 10 && field["min_values"] is null,
                19 => options == 0
                    && values is (>= 0 and <= 10, >= 1 and <= 10)
                    && (field["file_types"]?.AsArray() ?? []).All(type =>
                        (string)type! is "image" or "video" or "audio" || ((string)type!).StartsWith('.')
                    )
                    && (field["file_types"]?.AsArray().Count ?? 0) <= 10,
                _ => false,
            },
            $"components: a component of type {field["type"]} is not valid in a label, or not like this."
        );
        Demand(
            (field["options"]?.AsArray() ?? []).All(option =>
                ((string?)option!["label"])?.Length is >= 1 and <= 100
                && ((string?)option["value"])?.Length is >= 1 and <= 100
            ),
            "components.options: label and value must be between 1 and 100 in length."
        );
        Demand(
            (bool?)field["required"] != true || values.Item1 > 0,
            "components.min_values: Must be above 0 when required."
        );
    }

    public static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw DiscordRefusalException.InvalidForm(what);
        }
    }

    /// <summary>Parses a body as Discord would: anything but an object is refused.</summary>
    public static JsonObject Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject
                ?? throw new DiscordRefusalException(400, 50109, "The request body contains invalid JSON.");
        }
        catch (JsonException)
        {
            throw new DiscordRefusalException(400, 50109, "The request body contains invalid JSON.");
        }
    }
}

/// <summary>A file that came with a request.</summary>
internal sealed record DiscordUpload(string Name, byte[] Bytes);
