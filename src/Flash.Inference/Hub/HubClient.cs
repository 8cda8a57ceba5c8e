using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Flash.Inference.Hub;

/// <summary>What Flash asks of a Hugging Face compatible hub: the commit behind a revision, the files of a commit, a
/// part of a file.</summary>
/// <param name="http">Its <see cref="HttpClient.Timeout"/> should be long or infinite: stalls are noticed by the
/// reader.</param>
/// <param name="options">Where the hub is, and the token.</param>
internal sealed class HubClient(HttpClient http, HubOptions options)
{
    private const int MostPages = 200;

    /// <summary>The commit that a branch or tag stands for now, so that all files come from one state.</summary>
    public async Task<string> ResolveAsync(HubRepository repository, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            repository,
            $"api/models/{repository.Name}/revision/{Uri.EscapeDataString(repository.Revision)}",
            null,
            cancellationToken
        );
        using var answer = await ReadAsync(response, cancellationToken);
        return
            answer.RootElement.ValueKind is JsonValueKind.Object
            && answer.RootElement.TryGetProperty("sha", out var sha)
            && sha.GetString() is { Length: 40 } commit
            ? commit
            : throw new InferenceException(
                $"{options.HubUrl} did not say which commit {repository} is at; is it a Hugging Face compatible hub?"
            );
    }

    /// <summary>Every file of a commit.</summary>
    public async Task<IReadOnlyList<HubFile>> ListAsync(
        HubRepository repository,
        string commit,
        CancellationToken cancellationToken
    )
    {
        var files = new List<HubFile>();
        var next = $"api/models/{repository.Name}/tree/{commit}?recursive=true";
        for (var page = 0; next is not null && page < MostPages; page++)
        {
            using var response = await SendAsync(repository, next, null, cancellationToken);
            using var answer = await ReadAsync(response, cancellationToken);
            files.AddRange(HubListing.Read(repository, answer.RootElement));
            next = NextPage(response);
        }

        return files;
    }

    /// <summary>The file from byte <paramref name="from"/> on; the answer may be 206, or 200 with all of it, or 416
    /// when there is nothing after it.</summary>
    public Task<HttpResponseMessage> OpenAsync(
        HubRepository repository,
        string commit,
        HubFile file,
        long from,
        CancellationToken cancellationToken
    )
    {
        var path = string.Join('/', file.Source.Split('/').Select(Uri.EscapeDataString));
        return SendAsync(
            repository,
            $"{repository.Name}/resolve/{commit}/{path}",
            from > 0 ? new RangeHeaderValue(from, null) : null,
            cancellationToken
        );
    }

    /// <summary>The first bytes of a file.</summary>
    /// <param name="repository">Where from.</param>
    /// <param name="commit">At which state.</param>
    /// <param name="file">Which file.</param>
    /// <param name="most">How many at most; fewer when the file or the connection ends before.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<byte[]> ReadHeadAsync(
        HubRepository repository,
        string commit,
        HubFile file,
        int most,
        CancellationToken cancellationToken
    )
    {
        using var response = await OpenAsync(repository, commit, file, 0, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var head = new byte[(int)Math.Min(most, file.Size)];
        var length = 0;
        try
        {
            for (int read; (read = await stream.ReadAsync(head.AsMemory(length), cancellationToken)) > 0; )
            {
                length += read;
            }
        }
        catch (IOException)
        {
            // A connection that broke: what arrived is a beginning, too.
        }

        return head[..length];
    }

    private async Task<HttpResponseMessage> SendAsync(
        HubRepository repository,
        string path,
        RangeHeaderValue? range,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(new Uri(options.HubUrl.AbsoluteUri.TrimEnd('/') + "/"), path)
        );
        request.Headers.UserAgent.ParseAdd("flash/1");
        request.Headers.Range = range;
        if (options.Token is { Length: > 0 } token)
        {
            // HttpClient drops it when it follows a redirect, so a content network never sees it.
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return response;
        }

        using (response)
        {
            throw Refused(repository, response);
        }
    }

    private Exception Refused(HubRepository repository, HttpResponseMessage response) =>
        response.StatusCode switch
        {
            // The public hub answers 401 for what does not exist, too.
            HttpStatusCode.Unauthorized => new InferenceException(
                options.Token is null
                    ? $"{options.HubUrl} has no public repository {repository}; if it is private or gated, give a "
                        + $"token with --token or Flash:Models:Token."
                    : $"{options.HubUrl} has no repository {repository} that this token may read."
            ),
            HttpStatusCode.Forbidden => new InferenceException(
                $"{repository} is gated: accept its terms at "
                    + $"{options.HubUrl.AbsoluteUri.TrimEnd('/')}/{repository.Name} and give a token of that account "
                    + $"with --token or Flash:Models:Token."
            ),
            HttpStatusCode.NotFound => new InferenceException($"{options.HubUrl} has no {repository}."),
            HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new HubBusyException(
                (int)response.StatusCode,
                response.Headers.RetryAfter?.Delta
            ),
            var status => new InferenceException(
                $"{options.HubUrl} answered {(int)status} when asked for {repository}."
            ),
        };

    private async Task<JsonDocument> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonDocument.ParseAsync(
                await response.Content.ReadAsStreamAsync(cancellationToken),
                default,
                cancellationToken
            );
        }
        catch (JsonException e)
        {
            throw new InferenceException(
                $"{options.HubUrl} answered with something that is not JSON; is it a Hugging Face compatible hub?",
                e
            );
        }
    }

    // Link: <https://hub/api/…?cursor=…>; rel="next". Only a path on the same hub is followed.
    private string? NextPage(HttpResponseMessage response)
    {
        var link = response.Headers.TryGetValues("Link", out var values)
            ? values.FirstOrDefault(value => value.Contains("rel=\"next\"", StringComparison.Ordinal))
            : null;
        var end = link?.IndexOf('>', StringComparison.Ordinal) ?? -1;
        return
            end > 1
            && Uri.TryCreate(options.HubUrl, link![1..end], out var next)
            && next.Host == options.HubUrl.Host
            && next.Port == options.HubUrl.Port
            ? next.PathAndQuery.TrimStart('/')
            : null;
    }
}
