using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Flash.Testing.BotApi;

/// <summary>One request to the Bot API: JSON, form, multipart or query string, read the same way.</summary>
public sealed class BotApiCall
{
    private readonly Dictionary<string, string> fields = [];
    private readonly Dictionary<string, UploadedFile> files = [];

    private BotApiCall(string method) => Method = method;

    /// <summary>The method as the caller spelled it; the Bot API ignores its case.</summary>
    public string Method { get; }

    public static async Task<BotApiCall> ReadAsync(string method, HttpRequest request)
    {
        var call = new BotApiCall(method);
        foreach (var (name, value) in request.Query)
        {
            call.fields[name] = value.ToString();
        }

        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            foreach (var (name, value) in form)
            {
                call.fields[name] = value.ToString();
            }

            foreach (var file in form.Files)
            {
                using var bytes = new MemoryStream();
                await file.CopyToAsync(bytes, request.HttpContext.RequestAborted);
                call.files[file.Name] = new UploadedFile(file.FileName, bytes.ToArray());
            }
        }
        else if (request.HasJsonContentType())
        {
            if (
                await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted)
                is not JsonObject body
            )
            {
                throw BotApiException.Bad("object expected as request body");
            }

            foreach (var (name, value) in body)
            {
                if (value is not null)
                {
                    call.fields[name] =
                        value is JsonValue scalar && scalar.TryGetValue<string>(out var text)
                            ? text
                            : value.ToJsonString();
                }
            }
        }

        return call;
    }

    public string? Text(string name) => fields.TryGetValue(name, out var value) ? value : null;

    public bool Flag(string name) => Text(name) is "true" or "True" or "1";

    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    public JsonNode? Json(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            throw BotApiException.Bad($"can't parse {name} JSON object");
        }
    }

    /// <summary>The file behind an input: a part of the same name, or <c>attach://part</c>. Null when the input names a
    /// file_id or URL.</summary>
    public UploadedFile? File(string input, string? reference)
    {
        const string Attach = "attach://";
        var part = reference?.StartsWith(Attach, StringComparison.Ordinal) == true ? reference[Attach.Length..] : input;
        if (files.TryGetValue(part, out var file))
        {
            return file;
        }

        return part == input ? null : throw BotApiException.Bad("wrong file identifier/HTTP URL specified");
    }
}

/// <summary>A file that came in a multipart request.</summary>
public sealed record UploadedFile(string Name, byte[] Bytes);
