using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Flash.Host.Commands;

/// <summary>
/// The least that the Telegram part needs of a Bot API server, on a loopback port: it brings updates and says yes to
/// everything, at once. What is measured over it is Flash and the HTTP between, not Telegram.
/// </summary>
internal sealed class BenchBotApi : IAsyncDisposable
{
    /// <summary>Of the right shape; no bot has it.</summary>
    public const string Token = "1:bench";

    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(20);

    private readonly WebApplication _app;
    private readonly Channel<JsonObject> _updates = Channel.CreateUnbounded<JsonObject>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _awaited = new();
    private long _nextUpdate;
    private long _nextMessage;

    private BenchBotApi(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    public static async Task<BenchBotApi> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var api = new BenchBotApi(app);
        app.MapPost("/bot{token}/{method}", api.AnswerAsync);
        await app.StartAsync(cancellationToken);
        api.Address = app.Urls.Single();
        return api;
    }

    /// <summary>Brings an update, and completes with the moment (<see cref="TimeProvider.GetTimestamp"/>) at which the
    /// call that answers it has arrived.</summary>
    /// <param name="kind">Its field, such as <c>message</c>.</param>
    /// <param name="body">What is in the field.</param>
    /// <param name="answeredBy">The chat id or query id that the answering call names.</param>
    public Task<long> BringAsync(string kind, JsonObject body, string answeredBy)
    {
        var answered = _awaited.GetOrAdd(answeredBy, _ => new TaskCompletionSource<long>(
            TaskCreationOptions.RunContinuationsAsynchronously
        ));
        _updates.Writer.TryWrite(
            new JsonObject { ["update_id"] = Interlocked.Increment(ref _nextUpdate), [kind] = body }
        );
        return answered.Task;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(string method, HttpRequest request)
    {
        var arrived = TimeProvider.System.GetTimestamp();
        var fields = await FieldsAsync(request);
        if (
            fields.GetValueOrDefault("inline_query_id", fields.GetValueOrDefault("chat_id", ""))
                is { Length: > 0 } answered
            && _awaited.TryRemove(answered, out var waiting)
        )
        {
            waiting.TrySetResult(arrived);
        }

        JsonNode result = method switch
        {
            "getMe" => new JsonObject
            {
                ["id"] = 1,
                ["is_bot"] = true,
                ["first_name"] = "Bench",
                ["username"] = "BenchBot",
                ["supports_inline_queries"] = true,
            },
            "getUpdates" => await TakeAsync(request.HttpContext.RequestAborted),
            "sendPhoto" or "sendMessage" or "sendAnimation" or "editMessageMedia" or "editMessageCaption" =>
                new JsonObject
                {
                    ["message_id"] = Interlocked.Increment(ref _nextMessage),
                    ["date"] = 1,
                    ["chat"] = new JsonObject
                    {
                        ["id"] = long.Parse(fields["chat_id"], CultureInfo.InvariantCulture),
                        ["type"] = "private",
                    },
                },
            _ => true,
        };
        return Results.Json(new JsonObject { ["ok"] = true, ["result"] = result });
    }

    private async Task<JsonArray> TakeAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestPoll);
        var batch = new JsonArray();
        try
        {
            await _updates.Reader.WaitToReadAsync(patience.Token);
            while (batch.Count < 100 && _updates.Reader.TryRead(out var update))
            {
                batch.Add((JsonNode)update);
            }
        }
        catch (OperationCanceledException)
        {
            // Nothing came.
        }

        return batch;
    }

    private static async Task<Dictionary<string, string>> FieldsAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            return (await request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
        }

        return request.HasJsonContentType() && await JsonNode.ParseAsync(request.Body) is JsonObject body
            ? body.Where(field => field.Value is JsonValue)
                .ToDictionary(field => field.Key, field => field.Value!.ToString())
            : [];
    }
}
