using Microsoft.Extensions.Options;
using Telegram.Bot;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace Flash.Bots.Telegram;

/// <summary>The one connection to the Bot API server that messenger and ingress share.</summary>
/// <remarks>
/// The token is part of every address, so nothing that prints addresses may see them: the handler below is built by hand, without
/// HttpClientFactory's request logging, and with HttpClient's own tracing off.
/// </remarks>
internal sealed class TelegramBot : IDisposable
{
    /// <summary>Longest wait for an answer to anything but a long poll; 10 MB over a poor line take that long.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;
    private readonly TelegramBotClient client;
    private readonly TimeProvider time;
    private readonly string secret;
    private User? me;

    public TelegramBot(IOptions<TelegramOptions> options, TimeProvider time)
    {
        this.time = time;
        secret = options.Value.Token;
        http = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        // Waiting and trying again is decided where the whole chat is in view, not inside one call.
        client = new TelegramBotClient(new TelegramBotClientOptions(options.Value.Token, options.Value.ApiBaseUrl) { RetryCount = 0, RetryThreshold = 0 }, http);
    }

    /// <summary>The bot's own id: the number before the token's colon.</summary>
    public long Id => client.BotId;

    /// <summary>Carries out one request; refusals and failures come out as <see cref="Replies.MessengerException"/>.</summary>
    public Task<T> SendAsync<T>(IRequest<T> request, CancellationToken cancellationToken) => SendAsync(request, AnswerLimit, cancellationToken);

    /// <summary>The same with another limit, for long polls.</summary>
    public async Task<T> SendAsync<T>(IRequest<T> request, TimeSpan answerLimit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(answerLimit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await client.SendRequest(request, linked.Token);
        }
        catch (Exception exception) when (BotApiFaults.IsFromNetwork(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw BotApiFaults.Translate(request.MethodName, exception, secret);
        }
    }

    /// <summary>Who the bot is; asked once.</summary>
    public async Task<User> GetMeAsync(CancellationToken cancellationToken) =>
        me ??= await SendAsync(new global::Telegram.Bot.Requests.GetMeRequest(), cancellationToken);

    public void Dispose() => http.Dispose();
}
