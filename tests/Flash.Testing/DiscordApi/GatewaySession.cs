using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Flash.Testing.DiscordApi;

/// <summary>A session outlives its connections; what it missed is replayed when it is resumed.</summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "The semaphore is never asked for its wait handle: there is nothing to dispose."
)]
public sealed class GatewaySession(string id, int shard, int shards, int intents)
{
    private const int DirectMessages = 1 << 12;
    private readonly SemaphoreSlim sending = new(1, 1);
    private readonly List<JsonObject> log = [];

    public string Id { get; } = id;

    public int Shard { get; } = shard;

    public int Shards { get; } = shards;

    public bool IsOver { get; set; }

    /// <summary>Whether the client asked for this kind of event when it identified. Interactions come unasked; this
    /// server knows no other messages than direct ones.</summary>
    public bool Wants(string type) => type != "MESSAGE_CREATE" || (intents & DirectMessages) != 0;

    internal GatewayConnection? Connection { get; set; }

    public async Task DispatchAsync(string type, JsonObject data, CancellationToken cancellationToken)
    {
        await sending.WaitAsync(cancellationToken);
        try
        {
            var payload = new JsonObject
            {
                ["op"] = 0,
                ["t"] = type,
                ["s"] = log.Count + 1,
                ["d"] = data,
            };
            log.Add(payload);
            if (Connection is { } connection)
            {
                await connection.SendAsync(payload, cancellationToken);
            }
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>Takes the session to a new connection and replays what came after <paramref name="seq"/>; false when
    /// that was never sent.</summary>
    internal async Task<bool> ResumeAsync(GatewayConnection connection, int seq, CancellationToken cancellationToken)
    {
        if (seq < 0 || seq > log.Count)
        {
            return false;
        }

        await sending.WaitAsync(cancellationToken);
        try
        {
            Connection = connection;
            foreach (var payload in log.Skip(seq))
            {
                await connection.SendAsync(payload, cancellationToken);
            }
        }
        finally
        {
            sending.Release();
        }

        await DispatchAsync("RESUMED", [], cancellationToken);
        return true;
    }
}
