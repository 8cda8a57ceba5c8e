using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Flash.Bots.Web.Tests;

/// <summary>Reads the page's event stream as a browser does.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage response;
    private readonly IAsyncEnumerator<SseItem<string>> items;

    private EventReader(HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> items)
    {
        this.response = response;
        this.items = items;
    }

    public HttpResponseMessage Response => response;

    public static async Task<EventReader> OpenAsync(HttpClient http, long after, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri($"/playground/events?after={after}", UriKind.Relative)
        );
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await http.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        response.EnsureSuccessStatusCode();
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        return new EventReader(
            response,
            SseParser
                .Create(stream)
                .EnumerateAsync(TestContext.Current.CancellationToken)
                .GetAsyncEnumerator(TestContext.Current.CancellationToken)
        );
    }

    /// <summary>The next message and its event id; null when the server ends the stream.</summary>
    public async Task<(string Id, JsonElement Message)?> NextMessageAsync()
    {
        while (await items.MoveNextAsync())
        {
            if (items.Current.EventType == "message")
            {
                return (items.Current.EventId ?? "", JsonDocument.Parse(items.Current.Data).RootElement);
            }
        }

        return null;
    }

    /// <summary>The type of the next event of any kind; null when the server ends the stream.</summary>
    public async Task<string?> NextTypeAsync() => await items.MoveNextAsync() ? items.Current.EventType : null;

    public async ValueTask DisposeAsync()
    {
        await items.DisposeAsync();
        response.Dispose();
    }
}
