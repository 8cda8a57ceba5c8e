using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Flash.Bots.Replies;
using Flash.Bots.Supervision;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Bots.Discord.Api;

/// <summary>Sends requests to Discord within its rate limits, again where that is safe, and turns refusals into <see
/// cref="DiscordApiException"/>.</summary>
internal sealed class RestClient(IOptions<DiscordOptions> options, TimeProvider time, ILogger<RestClient> logger)
    : IDisposable
{
    /// <summary>Longer waits are the caller's to plan: a preview is dropped, a result comes later.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(3);
    private const int MaxAttempts = 4;

    private readonly HttpClient http = RestTransport.CreateClient(options.Value.ApiBaseUrl);
    private readonly RateLimits limits = new(time);
    private readonly InvalidRequestBudget budget = new(time);
    private volatile bool tokenRefused;

    /// <summary>Sends and reads the answer.</summary>
    public async Task<T> SendAsync<T>(DiscordRequest request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(DiscordJson.Options, cancellationToken)
                ?? throw new DiscordApiException($"Discord answered {request} with null.");
        }
        catch (JsonException)
        {
            throw new DiscordApiException($"Discord answered {request} with something that is not {typeof(T).Name}.");
        }
    }

    /// <summary>Sends; the caller disposes the answer, which is always a success.</summary>
    public async Task<HttpResponseMessage> SendAsync(DiscordRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var bucket = await limits.EnterAsync(request, cancellationToken);
            try
            {
                await WaitForLimitsAsync(request, bucket, cancellationToken);
                var (response, failure) = await TryOnceAsync(request, bucket, cancellationToken);
                if (response is not null)
                {
                    return response;
                }

                if (attempt == MaxAttempts || !MayRepeat(request, failure))
                {
                    throw failure;
                }

                Log.RequestRepeated(logger, request.ToString(), attempt, failure.Message);
                await Task.Delay(
                    failure.RetryAfter ?? TimeSpan.FromMilliseconds(200 << attempt),
                    time,
                    cancellationToken
                );
            }
            finally
            {
                bucket.Leave();
            }
        }
    }

    public void Dispose() => http.Dispose();

    private static bool MayRepeat(DiscordRequest request, DiscordApiException failure) =>
        failure switch
        {
            { Status: HttpStatusCode.TooManyRequests } => failure.RetryAfter is { } wait && wait <= MaxWait,
            { IsTransient: true } => request.IsRepeatable,
            _ => false,
        };

    private async Task WaitForLimitsAsync(
        DiscordRequest request,
        RateLimitBucket bucket,
        CancellationToken cancellationToken
    )
    {
        if (tokenRefused && !request.IsInteraction)
        {
            throw new DiscordApiException(
                "Discord refused the bot token; Flash:Discord:Token must be replaced and Flash restarted."
            )
            {
                Status = HttpStatusCode.Unauthorized,
            };
        }

        while (true)
        {
            var wait = budget.Wait();
            wait = wait > TimeSpan.Zero ? wait : bucket.Wait(time.GetUtcNow());
            wait = wait > TimeSpan.Zero || request.IsInteraction ? wait : limits.TakeGlobal();
            if (wait <= TimeSpan.Zero)
            {
                return;
            }

            if (wait > MaxWait)
            {
                throw new DiscordApiException(
                    $"{request} has to wait {wait.TotalSeconds:0.#} s for Discord's rate limit."
                )
                {
                    Status = HttpStatusCode.TooManyRequests,
                    RetryAfter = wait,
                };
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task<(HttpResponseMessage?, DiscordApiException)> TryOnceAsync(
        DiscordRequest request,
        RateLimitBucket bucket,
        CancellationToken cancellationToken
    )
    {
        HttpResponseMessage response;
        using (var message = RestTransport.CreateMessage(request))
        {
            message.Headers.Authorization = request.IsInteraction
                ? null
                : new AuthenticationHeaderValue("Bot", options.Value.Token);
            try
            {
                using var span = FlashMeasures.Traces.StartActivity($"discord {request}", ActivityKind.Client);
                response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            }
            catch (Exception fault)
                when (fault is HttpRequestException
                    || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                )
            {
                FlashMeasures.Sent(Platform.Discord, "failed");
                return (null, new DiscordApiException($"Discord could not be reached for {request}.", fault));
            }
        }

        var headers = RateLimitHeaders.Read(response.Headers);
        limits.Learn(request, bucket, headers);
        FlashMeasures.Sent(
            Platform.Discord,
            response.StatusCode switch
            {
                < HttpStatusCode.BadRequest => "ok",
                HttpStatusCode.TooManyRequests => "rate_limited",
                >= HttpStatusCode.InternalServerError => "failed",
                _ => "refused",
            }
        );
        if (response.IsSuccessStatusCode)
        {
            return (response, null!); // the other half is read only when this one is null
        }

        using (response)
        {
            var error = await DiscordError.ReadAsync(response, cancellationToken);
            budget.Count(response.StatusCode, headers.Scope);
            return (null, Refused(request, bucket, response.StatusCode, error));
        }
    }

    private DiscordApiException Refused(
        DiscordRequest request,
        RateLimitBucket bucket,
        HttpStatusCode status,
        DiscordError error
    )
    {
        var retryAfter =
            status == HttpStatusCode.TooManyRequests ? error.RetryAfter ?? TimeSpan.FromSeconds(1) : (TimeSpan?)null;
        if (retryAfter is { } wait)
        {
            Log.RateLimited(logger, request.ToString(), wait.TotalSeconds, error.IsGlobal);
            bucket.Learn(0, time.GetUtcNow() + wait);
            if (error.IsGlobal)
            {
                limits.PauseGlobally(wait);
            }
        }

        if (status == HttpStatusCode.Unauthorized && !request.IsInteraction)
        {
            tokenRefused = true;
            Log.TokenRefused(logger);
        }

        return new DiscordApiException(
            $"Discord answered {request} with {(int)status}: {error.Message} (code {error.Code})."
        )
        {
            Status = status,
            Code = error.Code,
            RetryAfter = retryAfter,
        };
    }
}
