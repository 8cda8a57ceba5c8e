using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Flash.Testing.BotApi;

/// <summary>
/// A server that speaks the Bot API over HTTP on a free loopback port, keeps the chats in memory, and refuses what
/// Telegram refuses. Whoever talks to it may rely on the documented protocol and on nothing else.
/// </summary>
public sealed class BotApiServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<long, BotChat> chats = new();
    private readonly ConcurrentDictionary<string, BotPress> presses = new();
    private readonly ConcurrentQueue<HandledCall> calls = new();
    private readonly Dictionary<string, BotMethod> methods;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long nextPress = 4_000_000_000_000;

    private BotApiServer(WebApplication app)
    {
        this.app = app;
        methods = BotMethods.All();
        Webhook = new BotWebhook(Updates);
        Inline = new BotInline(this);
        Updates.Confirmed = Changed;
    }

    /// <summary>A token of the right shape; not a real bot's.</summary>
    public string Token { get; } = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

    public BotUser Bot { get; } = new(110201543, "Flash", "FlashPicturesBot", IsBot: true);

    public Uri Address { get; private set; } = null!;

    public BotUpdates Updates { get; } = new();

    public Script Script { get; } = new();

    public BotFiles Files { get; } = new();

    public BotWebhook Webhook { get; }

    public BotInline Inline { get; }

    /// <summary>Whether BotFather was told to switch inline mode on (<c>/setinline</c>).</summary>
    public bool SupportsInline { get; set; } = true;

    /// <summary>How many calls Telegram tolerates before it answers 429; null for as many as come.</summary>
    public BotLimits? Limits { get; set; }

    /// <summary>The commands the bot registered, by language code; "" is the default.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<string>> Commands { get; } = new();

    /// <summary>What the bot says of itself, by language code; "" is the default.</summary>
    public ConcurrentDictionary<string, string> Descriptions { get; } = new();

    /// <summary>Everything that was asked of the server, in the order it was answered.</summary>
    public IReadOnlyList<HandledCall> Calls => [.. calls];

    internal long Now { get; } = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public static async Task<BotApiServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder
            .WebHost.UseUrls("http://127.0.0.1:0")
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Limits.MaxRequestBodySize = 60 << 20;
                kestrel.AddServerHeader = false;
            });
        var app = builder.Build();
        var server = new BotApiServer(app);
        app.Map("/bot{token}/{method}", server.HandleAsync);
        app.MapGet("/file/bot{token}/{**path}", server.DownloadAsync);
        await app.StartAsync(cancellationToken);
        server.Address = new Uri(app.Urls.Single());
        return server;
    }

    public BotChat PrivateChat(BotUser person) =>
        chats.GetOrAdd(person.Id, id => new BotChat(this, id, "private", null, person));

    public BotChat Group(long id, string title = "Friends") =>
        chats.GetOrAdd(id, _ => new BotChat(this, id, "supergroup", title, null));

    /// <summary>Waits until the condition holds, looking after every change; gives up after a minute with a picture of
    /// what is there.</summary>
    public async Task UntilAsync(
        Func<bool> condition,
        CancellationToken cancellationToken,
        [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string? what = null
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var signal = Volatile.Read(ref changed).Task;
            if (condition())
            {
                return;
            }

            try
            {
                await signal.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Never came true: {what}\n{Transcript()}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Webhook.Dispose();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
    }

    internal BotChat? FindChat(long id) => chats.GetValueOrDefault(id);

    internal BotPress? FindPress(string id) => presses.GetValueOrDefault(id);

    internal BotPress NewPress(BotUser person)
    {
        var press = new BotPress(Interlocked.Increment(ref nextPress).ToString(CultureInfo.InvariantCulture), person);
        presses[press.Id] = press;
        return press;
    }

    internal void Changed()
    {
        var signal = Interlocked.Exchange(
            ref changed,
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        signal.TrySetResult();
    }

    private async Task HandleAsync(HttpContext http, string token, string method)
    {
        BotApiCall? call = null;
        Script.Fault? fault = null;
        JsonObject answer;
        try
        {
            call = await BotApiCall.ReadAsync(method, http.Request);
            if (token != Token)
            {
                throw BotApiException.Unauthorized();
            }

            fault = Script.Next(call);
            answer = await RunAsync(call, fault, http);
            if (fault?.AnswerGate is { } gate)
            {
                Changed();
                await gate.WaitAsync(http.RequestAborted);
            }
        }
        catch (BotApiException error)
        {
            answer = Refuse(error, http.Response);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        calls.Enqueue(
            new HandledCall(method, call?.Number("chat_id"), http.Response.StatusCode, Stopwatch.GetTimestamp())
        );
        Changed();
        if (fault is { DropBefore: true } or { DropAfter: true })
        {
            http.Abort();
            return;
        }

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(
            fault is { RawStatus: not null } ? fault.RawBody : answer.ToJsonString(),
            http.RequestAborted
        );
    }

    private async Task<JsonObject> RunAsync(BotApiCall call, Script.Fault? fault, HttpContext http)
    {
        if (fault is not null)
        {
            await Task.Delay(fault.Delay, http.RequestAborted);
            await (
                fault.Gate?.WaitAsync(fault.IsDeaf ? CancellationToken.None : http.RequestAborted) ?? Task.CompletedTask
            );
            if (fault.Error is not null)
            {
                throw fault.Error;
            }

            if (fault.DropBefore || fault.RawStatus is not null)
            {
                http.Response.StatusCode = fault.RawStatus ?? StatusCodes.Status200OK;
                return [];
            }
        }

        var run = methods.GetValueOrDefault(call.Method) ?? throw BotApiException.MethodNotFound();
        Limits?.Count(call);
        return new JsonObject
        {
            ["ok"] = true,
            ["result"] = await run(
                this,
                call,
                fault is { IsDeaf: true } ? CancellationToken.None : http.RequestAborted
            ),
        };
    }

    private static JsonObject Refuse(BotApiException error, HttpResponse response)
    {
        response.StatusCode = error.Code;
        var answer = new JsonObject
        {
            ["ok"] = false,
            ["error_code"] = error.Code,
            ["description"] = error.Message,
        };
        if (error.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            answer["parameters"] = new JsonObject { ["retry_after"] = seconds };
        }
        else if (error.MigrateToChatId is { } chat)
        {
            answer["parameters"] = new JsonObject { ["migrate_to_chat_id"] = chat };
        }

        return answer;
    }

    private async Task DownloadAsync(HttpContext http, string token, string path)
    {
        if (token != Token || Files.AtPath(path) is not { } file)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = file.MimeType;
        await http.Response.Body.WriteAsync(file.Bytes, http.RequestAborted);
    }

    private string Transcript() =>
        string.Join(
            '\n',
            chats
                .Values.SelectMany(chat => chat.Messages)
                .Select(message =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"chat {message.Chat.Id} #{message.Id} {message.From.FirstName} (revision {message.Revisions.Count}): {message.Content.File?.Kind} {message.Content.Text}{message.Content.Caption} [{string.Join(" | ", message.Content.Keyboard.SelectMany(row => row).Select(button => button.Label))}]"
                    )
                )
        )
        + "\ncalls: "
        + string.Join(
            ", ",
            calls
                .TakeLast(20)
                .Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Method}={call.Status}"))
        );
}

/// <summary>A call the server answered.</summary>
public sealed record HandledCall(string Method, long? ChatId, int Status, long Timestamp);

internal delegate Task<JsonNode?> BotMethod(BotApiServer server, BotApiCall call, CancellationToken cancellationToken);
