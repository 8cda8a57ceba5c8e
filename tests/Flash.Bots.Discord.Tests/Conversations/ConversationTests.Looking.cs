using System.Text.Json.Nodes;
using Flash.Inference;
using Flash.Testing.DiscordApi;
using Npgsql;

namespace Flash.Bots.Discord.Tests.Conversations;

/// <summary>How these tests look at Discord, and hold the database.</summary>
public abstract partial class ConversationTests
{
    /// <summary>The message shows its pictures a moment before the database says so.</summary>
    private Task<IReadOnlyList<string>> DeliveredAsync(DiscordChannel channel) =>
        DiscordServer.EventuallyAsync(
            () =>
                flash.AuditAsync(channel).GetAwaiter().GetResult() is { } all && all.Contains("imagine.delivered")
                    ? all
                    : null,
            "the delivery in the audit log",
            Cancellation
        );

    /// <summary>How far the first pictures of two messages are apart, in levels of 255 per channel and pixel.</summary>
    private static double Difference(DiscordMessageRow one, DiscordMessageRow other)
    {
        var (a, b) = (ImageDecoder.Decode(one.Files[0].Bytes, 512), ImageDecoder.Decode(other.Files[0].Bytes, 512));
        return a.Pixels.ToArray().Zip(b.Pixels.ToArray(), (left, right) => (double)Math.Abs(left - right)).Average();
    }

    private static Dictionary<string, JsonNode> Options(string prompt, int count) =>
        new() { ["prompt"] = prompt, ["count"] = count };

    private static JsonObject Imagine(string prompt, int count) =>
        new()
        {
            ["id"] = "1",
            ["name"] = "imagine",
            ["type"] = 1,
            ["options"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "prompt",
                    ["type"] = 3,
                    ["value"] = prompt,
                },
                new JsonObject
                {
                    ["name"] = "count",
                    ["type"] = 4,
                    ["value"] = count,
                }
            ),
        };

    private Task<DiscordMessageRow> WithButtonAsync(DiscordChannel channel, string label) =>
        DiscordServer.EventuallyAsync(
            () => Server.State.In(channel)[0] is var row && row.Buttons.ContainsKey(label) ? row : null,
            $"the button {label}",
            Cancellation
        );

    private async Task<DiscordMessageRow> ResultAsync(
        DiscordChannel channel,
        int index,
        int files,
        string extension = ""
    ) =>
        await DiscordServer.EventuallyAsync(
            () =>
                Server.State.In(channel) is var rows
                && rows.Count > index
                && rows[index] is var row
                && row.Files.Count == files
                && row.Files[0].Name.EndsWith(extension, StringComparison.Ordinal)
                && (extension == "gif" || row.Buttons.ContainsKey("Again"))
                    ? row
                    : null,
            $"message {index} with {files} files",
            Cancellation
        );

    private static async Task<IEnumerable<string>> ChoicesAsync(
        DiscordUser person,
        DiscordChannel channel,
        string option,
        string typed
    )
    {
        var completing = await person.CompleteAsync(channel, "imagine", option, typed, Cancellation);
        var response = await DiscordServer.EventuallyAsync(() => completing.Response, "choices", Cancellation);
        return response["data"]!["choices"]!.AsArray().Select(choice => (string)choice!["value"]!);
    }

    /// <summary>Holds the queue, so that nothing new reaches a worker.</summary>
    private Task<NpgsqlConnection> PauseWorkersAsync() => HoldAsync("LOCK TABLE hangfire.job IN EXCLUSIVE MODE");

    /// <summary>Holds every generation, as a database that is too busy would.</summary>
    private Task<NpgsqlConnection> LockGenerationsAsync() =>
        HoldAsync("LOCK TABLE flash.generations IN ACCESS EXCLUSIVE MODE");

    private async Task<NpgsqlConnection> HoldAsync(string statement)
    {
        var connection = new NpgsqlConnection(flash.Database.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand($"BEGIN; {statement}", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }
}
