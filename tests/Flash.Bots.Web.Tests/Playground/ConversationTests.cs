using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Flash.Bots.Replies;

namespace Flash.Bots.Web.Tests.Playground;

/// <summary>What the cookie opens, and what it does not.</summary>
public sealed class ConversationTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_open_for_their_own_conversation_only_and_may_be_kept_for_ever()
    {
        using var owner = await host.VisitAsync();
        using var other = await host.VisitAsync();
        using var stranger = host.Stranger();
        var posted = (PlaygroundMessage)
            await host.Messenger.PostAsync(
                new PlaygroundReply(owner.Conversation),
                Samples.Pictures("a boat", Samples.Jpeg),
                Cancellation
            );
        var address = new Uri(
            string.Create(CultureInfo.InvariantCulture, $"/playground/media/{posted.Id}/0/1"),
            UriKind.Relative
        );

        using var seen = await owner.Http.GetAsync(address, Cancellation);
        using var notSeen = await other.Http.GetAsync(address, Cancellation);
        using var notSeenEither = await stranger.GetAsync(address, Cancellation);

        Assert.Equal(Samples.Jpeg, await seen.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal("image/jpeg", seen.Content.Headers.ContentType?.MediaType);
        Assert.Equal("max-age=31536000, private, immutable", seen.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, notSeen.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, notSeenEither.StatusCode);
        Assert.True(notSeen.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task The_next_visit_finds_the_same_conversation()
    {
        using var visitor = await host.VisitAsync();
        await host.Messenger.PostAsync(
            new PlaygroundReply(visitor.Conversation),
            Samples.Pictures("a boat", Samples.Jpeg, Samples.Jpeg),
            Cancellation
        );
        using var nextDay = host.Stranger();
        nextDay.DefaultRequestHeaders.Add("Cookie", $"flash_conversation={visitor.Cookie}");

        using var page = await nextDay.GetAsync(new Uri("/", UriKind.Relative), Cancellation);
        var history = await nextDay.GetFromJsonAsync<JsonElement>(
            new Uri("/playground/history", UriKind.Relative),
            Cancellation
        );

        var message = Assert.Single(history.GetProperty("messages").EnumerateArray());
        Assert.Equal("a boat", message.GetProperty("text").GetString());
        Assert.Equal(2, message.GetProperty("pictures").GetArrayLength());
        Assert.Equal("Animate 1", message.GetProperty("buttons")[0][0].GetProperty("label").GetString());
        Assert.Contains(visitor.Cookie, Assert.Single(page.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_for_scripts_and_other_sites()
    {
        using var stranger = host.Stranger();

        using var page = await stranger.GetAsync(new Uri("/", UriKind.Relative), Cancellation);

        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_zero_byte_is_left_out_of_what_was_typed()
    {
        using var visitor = await host.VisitAsync();

        using var answer = await visitor.Http.PostAsJsonAsync(
            "/playground/messages",
            new { clientId = Guid.NewGuid(), text = "/he\0lp" },
            Cancellation
        );
        using var nothing = await visitor.Http.PostAsJsonAsync(
            "/playground/messages",
            new { clientId = Guid.NewGuid(), text = "\0\0" },
            Cancellation
        );

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.BadRequest), (answer.StatusCode, nothing.StatusCode));
    }

    [Fact]
    public async Task A_conversations_id_as_it_stands_in_the_database_opens_nothing()
    {
        using var visitor = await host.VisitAsync();
        await host.Messenger.PostAsync(
            new PlaygroundReply(visitor.Conversation),
            Samples.Text("private"),
            Cancellation
        );

        foreach (
            var forged in new[]
            {
                visitor.Conversation.ToString("N"),
                visitor.Conversation.ToString("D"),
                visitor.Cookie[..^1],
                "' OR 1=1 --",
                new string('A', 4000),
            }
        )
        {
            using var thief = host.Stranger();
            thief.DefaultRequestHeaders.Add("Cookie", $"flash_conversation={Uri.EscapeDataString(forged)}");
            using var answer = await thief.GetAsync(new Uri("/playground/history", UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Long_histories_come_in_pages_without_gap_or_repetition()
    {
        using var visitor = await host.VisitAsync();
        for (var number = 1; number <= 95; number++)
        {
            await host.Messenger.PostAsync(
                new PlaygroundReply(visitor.Conversation),
                Samples.Text(number.ToString(CultureInfo.InvariantCulture)),
                Cancellation
            );
        }

        var seen = new List<string>();
        long? before = null;
        for (var page = 0; page < 10; page++)
        {
            var history = await visitor.Http.GetFromJsonAsync<JsonElement>(
                new Uri(
                    before is null ? "/playground/history" : $"/playground/history?before={before}",
                    UriKind.Relative
                ),
                Cancellation
            );
            var messages = history.GetProperty("messages").EnumerateArray().ToList();
            seen.InsertRange(0, messages.Select(message => message.GetProperty("text").GetString()!)); // never null in our answers
            before = messages[0].GetProperty("id").GetInt64();
            if (!history.GetProperty("hasOlder").GetBoolean())
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, 95).Select(number => number.ToString(CultureInfo.InvariantCulture)), seen);
    }

    [Theory]
    [InlineData("no picture", "a boat", "This file is no picture")]
    [InlineData("\u0089PNG", "", "A picture comes with 1 to")]
    public async Task A_file_that_is_no_picture_or_comes_without_words_is_refused_in_a_sentence(
        string bytes,
        string text,
        string sentence
    )
    {
        using var visitor = await host.VisitAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(text), "text" },
            { new StringContent(Guid.NewGuid().ToString()), "clientId" },
            { new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes(bytes)), "picture", "picture.png" },
        };

        using var answer = await visitor.Http.PostAsync(
            new Uri("/playground/pictures", UriKind.Relative),
            form,
            Cancellation
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        var history = await visitor.Http.GetFromJsonAsync<JsonElement>(
            new Uri("/playground/history", UriKind.Relative),
            Cancellation
        );
        Assert.Empty(history.GetProperty("messages").EnumerateArray());
    }
}
