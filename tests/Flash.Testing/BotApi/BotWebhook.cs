using System.Net.Http.Json;

namespace Flash.Testing.BotApi;

/// <summary>The webhook a bot has set, and the deliveries to it: one after the other, each until it is answered with
/// 2xx.</summary>
public sealed class BotWebhook : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly BotUpdates updates;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private CancellationTokenSource stopped = new();
    private bool disposed;

    internal BotWebhook(BotUpdates updates) => this.updates = updates;

    /// <summary>Empty while none is set.</summary>
    public string Url { get; private set; } = "";

    public string? SecretToken { get; private set; }

    public int MaxConnections { get; private set; } = 40;

    /// <summary>Status codes of the deliveries, 0 for no answer.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<int> Deliveries { get; } = new();

    internal void Set(string url, string? secretToken, int maxConnections)
    {
        Stop();
        Url = url;
        SecretToken = secretToken;
        MaxConnections = maxConnections;
        if (url.Length > 0)
        {
            updates.EndPoll();
            stopped.Dispose();
            stopped = new CancellationTokenSource();
            _ = DeliverAsync(url, secretToken, stopped.Token);
        }
    }

    internal void Stop()
    {
        Url = "";
        stopped.Cancel();
    }

    /// <summary>May be called twice.</summary>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            Stop();
            stopped.Dispose();
            http.Dispose();
        }
    }

    private async Task DeliverAsync(string url, string? secretToken, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var update = await updates.PeekAsync(cancellationToken);
                using var request = new HttpRequestMessage(HttpMethod.Post, url)
                {
                    Content = JsonContent.Create(update),
                };
                if (secretToken is not null)
                {
                    request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secretToken);
                }

                using var answer = await http.SendAsync(request, cancellationToken);
                Deliveries.Enqueue((int)answer.StatusCode);
                if (answer.IsSuccessStatusCode)
                {
                    updates.Remove(update);
                    continue;
                }
            }
            catch (HttpRequestException)
            {
                Deliveries.Enqueue(0);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(RetryDelay, CancellationToken.None);
        }
    }
}
