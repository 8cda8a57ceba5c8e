using System.Net;
using Flash.Bots.Generations;
using Flash.Bots.Replies;

namespace Flash.Bots.Discord.Messages;

/// <summary>Fetches attachments from Discord's servers, and from nowhere else: the address came with an
/// interaction.</summary>
internal sealed class PictureDownload(Uri apiBaseUrl) : IDisposable
{
    private const string FilesHost = "cdn.discordapp.com";

    /// <summary>Discord's copies of its own files and of pictures elsewhere.</summary>
    private const string ProxyHosts = ".discordapp.net";

    private readonly HttpClient http = new(
        new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        }
    )
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = GivenPicture.MaxBytes,
    };

    public async Task<ReadOnlyMemory<byte>> FetchAsync(DiscordPicture picture, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(picture.Url, UriKind.Absolute, out var url) || !IsDiscords(url))
        {
            throw new MessengerException(MessengerFault.Rejected, "The picture's address is not on Discord's servers.");
        }

        try
        {
            using var response = await http.GetAsync(url, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await response.Content.ReadAsByteArrayAsync(cancellationToken),
                >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests => throw new MessengerException(
                    MessengerFault.Unavailable,
                    $"Discord's files answered {(int)response.StatusCode}."
                ),
                var status => throw new MessengerException(
                    MessengerFault.MessageGone,
                    $"Discord's files answered {(int)status}: the address has expired, or the file is gone."
                ),
            };
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new MessengerException(
                MessengerFault.TooLarge,
                $"The picture is larger than {GivenPicture.MaxBytes} bytes.",
                fault
            );
        }
        catch (Exception fault)
            when (fault is HttpRequestException
                || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            throw new MessengerException(MessengerFault.Unavailable, "Discord's files could not be reached.", fault);
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>A server that stands in for Discord keeps its files beside its API.</summary>
    private bool IsDiscords(Uri url) =>
        (
            url.Scheme == Uri.UriSchemeHttps
            && (url.Host == FilesHost || url.Host.EndsWith(ProxyHosts, StringComparison.Ordinal))
        ) || (url.Scheme == apiBaseUrl.Scheme && url.Authority == apiBaseUrl.Authority);
}
