using System.Diagnostics;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Options;
using Telegram.Bot;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;

namespace Flash.Bots.Telegram;

/// <summary>The one connection to the Bot API server that messenger and ingress share.</summary>
/// <remarks>
/// The token is part of every address, so nothing that prints addresses may see them: the handler below is built by
/// hand, without HttpClientFactory's request logging, and with HttpClient's own tracing off.
/// </remarks>
internal sealed class TelegramBot : IDisposable
{
    /// <summary>Longest wait for an answer to anything but a long poll; 10 MB over a poor line take that
    /// long.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);

    /// <summary>"Not more than 30 messages per second or so"; the rest is for answers, which are counted and do not
    /// wait for others.</summary>
    public const double SendsPerSecond = 27;

    private readonly HttpClient http;
    private readonly TelegramBotClient client;
    private readonly TimeProvider time;
    private readonly string secret;
    private readonly string localFiles;
    private User? me;

    public TelegramBot(IOptions<TelegramOptions> options, TimeProvider time)
    {
        this.time = time;
        secret = options.Value.Token;
        localFiles = options.Value.LocalFilesPath;
        http = new HttpClient(
            new SocketsHttpHandler
            {
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ActivityHeadersPropagator = null,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        // Waiting and trying again is decided where the whole chat is in view, not inside one call.
        client = new TelegramBotClient(
            new TelegramBotClientOptions(options.Value.Token, options.Value.ApiBaseUrl)
            {
                RetryCount = 0,
                RetryThreshold = 0,
            },
            http
        );
    }

    /// <summary>The bot's own id: the number before the token's colon.</summary>
    public long Id => client.BotId;

    /// <summary>Carries out one request; refusals and failures come out as <see
    /// cref="Replies.MessengerException"/>.</summary>
    public Task<T> SendAsync<T>(IRequest<T> request, CancellationToken cancellationToken) =>
        SendAsync(request, AnswerLimit, cancellationToken);

    /// <summary>The same with another limit, for long polls.</summary>
    public async Task<T> SendAsync<T>(IRequest<T> request, TimeSpan answerLimit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(answerLimit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var span = FlashMeasures.Traces.StartActivity($"telegram {request.MethodName}", ActivityKind.Client);
            var answer = await client.SendRequest(request, linked.Token);
            FlashMeasures.Sent(Platform.Telegram, "ok");
            return answer;
        }
        catch (Exception exception) when (BotApiFaults.IsFromNetwork(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var fault = BotApiFaults.Translate(request.MethodName, exception, secret);
            FlashMeasures.NotSent(Platform.Telegram, fault.Fault);
            throw fault;
        }
    }

    /// <summary>Who the bot is; asked once.</summary>
    public async Task<User> GetMeAsync(CancellationToken cancellationToken) =>
        me ??= await SendAsync(new global::Telegram.Bot.Requests.GetMeRequest(), cancellationToken);

    /// <summary>
    /// The bytes of a file that Telegram keeps, <paramref name="mostBytes"/> at most. A Bot API server of the
    /// operator's own with <c>--local</c> names a file on its disk instead of serving it; that is read where this
    /// process sees the same disk.
    /// </summary>
    public async Task<ReadOnlyMemory<byte>> DownloadAsync(
        string fileId,
        int mostBytes,
        CancellationToken cancellationToken
    )
    {
        var file = await SendAsync(
            new global::Telegram.Bot.Requests.GetFileRequest { FileId = fileId },
            cancellationToken
        );
        if (file.FileSize > mostBytes)
        {
            throw new Replies.MessengerException(
                Replies.MessengerFault.TooLarge,
                $"The picture has {file.FileSize} bytes; at most {mostBytes} are fetched."
            );
        }

        var path = file.FilePath ?? "";
        using var bytes = new MemoryStream();
        try
        {
            if (Path.IsPathRooted(path))
            {
                await ReadLocalAsync(path, bytes, cancellationToken);
            }
            else
            {
                await client.DownloadFile(path, bytes, cancellationToken);
            }
        }
        catch (Exception exception) when (BotApiFaults.IsFromNetwork(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw BotApiFaults.Translate("the download of a file", exception, secret);
        }

        return bytes.Length <= mostBytes
            ? bytes.ToArray()
            : throw new Replies.MessengerException(
                Replies.MessengerFault.TooLarge,
                $"The picture has {bytes.Length} bytes; at most {mostBytes} are fetched."
            );
    }

    /// <summary>Only below the folder that the operator named: the path comes from the network.</summary>
    private async Task ReadLocalAsync(string path, Stream into, CancellationToken cancellationToken)
    {
        var folder =
            Path.TrimEndingDirectorySeparator(Path.GetFullPath(localFiles is "" ? "/nowhere" : localFiles))
            + Path.DirectorySeparatorChar;
        if (localFiles is "" || !Path.GetFullPath(path).StartsWith(folder, StringComparison.Ordinal))
        {
            throw new Replies.MessengerException(
                Replies.MessengerFault.Rejected,
                "The Bot API server keeps files on its own disk (--local): set Flash:Telegram:LocalFilesPath to the "
                    + "folder where this process sees them."
            );
        }

        await using var file = File.OpenRead(path);
        await file.CopyToAsync(into, cancellationToken);
    }

    public void Dispose() => http.Dispose();
}
