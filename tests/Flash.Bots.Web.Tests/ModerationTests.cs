using System.Net;
using System.Net.Http.Json;
using Flash.Bots.Conversations;
using Flash.Bots.Replies;
using Flash.Bots.Web.Moderation;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flash.Bots.Web.Tests;

/// <summary>Who gets into the console, what it shows, and that those who watch are watched.</summary>
public sealed class ModerationTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Moderators Moderators => host.Services.GetRequiredService<Moderators>();

    [Theory]
    [InlineData("/moderation/")]
    [InlineData("/moderation/rows")]
    [InlineData("/moderation/generations/0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b")]
    [InlineData("/moderation/thumbnails/0193a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b/1")]
    public async Task Nobody_sees_anything_without_a_session(string path)
    {
        foreach (
            var cookie in new[]
            {
                "",
                "flash_moderator=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "flash_moderator=' OR 1=1 --",
            }
        )
        {
            using var stranger = host.Stranger();
            stranger.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", cookie);
            using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            Assert.Equal(
                (HttpStatusCode.Redirect, "/moderation/sign-in"),
                (answer.StatusCode, answer.Headers.Location?.ToString())
            );
        }
    }

    [Fact]
    public async Task A_link_signs_in_once_and_its_session_ends_with_signing_out()
    {
        var link = await Moderators.InviteAsync("Ada", Cancellation);
        using var moderator = host.Stranger();
        moderator.DefaultRequestHeaders.Add("X-Flash", "1");

        using var first = await OpenAsync(moderator, link);
        using var second = await OpenAsync(moderator, link);
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        moderator.DefaultRequestHeaders.Add("Cookie", cookie[..cookie.IndexOf(';', StringComparison.Ordinal)]);
        using var inside = await moderator.GetAsync(new Uri("/moderation/", UriKind.Relative), Cancellation);
        using var out_ = await moderator.PostAsJsonAsync(
            new Uri("/moderation/sign-out", UriKind.Relative),
            new { },
            Cancellation
        );
        using var outside = await moderator.GetAsync(new Uri("/moderation/", UriKind.Relative), Cancellation);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Unauthorized), (first.StatusCode, second.StatusCode));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Redirect),
            (inside.StatusCode, out_.StatusCode, outside.StatusCode)
        );
        Assert.Equal(
            ["moderator.invited", "moderator.signed_in", "moderation.feed_opened", "moderator.signed_out"],
            await ListAsync(
                "SELECT action FROM flash.audit_log WHERE actor_platform = 'flash' AND actor_name = 'Ada' ORDER BY id"
            )
        );
    }

    [Fact]
    public async Task Another_site_cannot_sign_anybody_in()
    {
        using var stranger = host.Stranger();
        using var answer = await OpenAsync(stranger, await Moderators.InviteAsync("Grace", Cancellation));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_database_holds_nothing_that_signs_in()
    {
        var link = await Moderators.InviteAsync("Edsger", Cancellation);
        var session = await Moderators.SignInAsync(link, Cancellation);

        var stored = await ListAsync(
            "SELECT moderator_links::text FROM flash.moderator_links UNION ALL SELECT moderator_sessions::text FROM flash.moderator_sessions UNION ALL SELECT audit_log::text FROM flash.audit_log"
        );
        Assert.NotNull(session);
        Assert.DoesNotContain(stored, row =>
            row.Contains(link, StringComparison.Ordinal) || row.Contains(session, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_feed_finds_a_prompt_shows_it_as_text_and_one_generation_with_its_log()
    {
        using var moderator = await SignedInAsync("Barbara");
        const string prompt = "<img src=x onerror=alert(1)> 100% of a_boat";
        await AskAsync(prompt);
        await AskAsync("another thing");

        var found = await moderator.GetStringAsync(
            new Uri($"/moderation/?q={Uri.EscapeDataString("100% of a_boat")}", UriKind.Relative),
            Cancellation
        );
        var notFound = await moderator.GetStringAsync(
            new Uri($"/moderation/?q={Uri.EscapeDataString("a_boat -100")}", UriKind.Relative),
            Cancellation
        );
        var id = Assert.Single(await ListAsync("SELECT id::text FROM flash.generations WHERE prompt LIKE '%a\\_boat'"));
        var history = await moderator.GetStringAsync(
            new Uri($"/moderation/generations/{id}", UriKind.Relative),
            Cancellation
        );

        Assert.Contains("&lt;img src=x onerror=alert(1)&gt; 100% of a_boat", found, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", found + history, StringComparison.Ordinal);
        Assert.DoesNotContain("another thing", found, StringComparison.Ordinal);
        Assert.Contains("Nothing here yet", notFound, StringComparison.Ordinal);
        Assert.Contains("imagine.requested", history, StringComparison.Ordinal);
        Assert.Contains(
            "moderation.viewed",
            await ListAsync(
                $"SELECT action FROM flash.audit_log WHERE generation_id = '{id}' AND actor_name = 'Barbara'"
            )
        );
    }

    [Fact]
    public async Task What_is_held_is_rejected_once_and_its_message_says_so()
    {
        using var moderator = await SignedInAsync("Radia");
        await AskAsync("a bowl of forbidden fruit");
        var id = Assert.Single(
            await ListAsync(
                "UPDATE flash.generations SET state = 'held' WHERE prompt = 'a bowl of forbidden fruit' RETURNING id::text"
            )
        );
        var path = new Uri($"/moderation/generations/{id}/reject", UriKind.Relative);

        using var bare = await moderator.PostAsJsonAsync(path, new { }, Cancellation);
        moderator.DefaultRequestHeaders.Add("X-Flash", "1");
        using var first = await moderator.PostAsJsonAsync(path, new { }, Cancellation);
        using var second = await moderator.PostAsJsonAsync(path, new { }, Cancellation);

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Conflict),
            (bare.StatusCode, first.StatusCode, second.StatusCode)
        );
        Assert.Contains(
            "its message says so",
            await first.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
        Assert.Single(
            await ListAsync(
                $"SELECT text FROM flash.playground_messages WHERE text LIKE '%{Texts.For("en").Rejected}%'"
            )
        );
        Assert.Equal(
            ["Radia"],
            await ListAsync(
                $"SELECT actor_name FROM flash.audit_log WHERE generation_id = '{id}' AND action = 'moderation.rejected'"
            )
        );
    }

    private static Task<HttpResponseMessage> OpenAsync(HttpClient http, string link) =>
        http.PostAsJsonAsync(new Uri("/moderation/sign-in", UriKind.Relative), new { link }, Cancellation);

    private async Task<HttpClient> SignedInAsync(string name)
    {
        var session = await Moderators.SignInAsync(await Moderators.InviteAsync(name, Cancellation), Cancellation);
        var http = host.Stranger();
        http.DefaultRequestHeaders.Add("Cookie", $"flash_moderator={session}");
        return http;
    }

    private Task AskAsync(string prompt)
    {
        var conversation = Guid.NewGuid();
        return host
            .Services.GetRequiredService<Conversation>()
            .HandleAsync(
                new IncomingMessage
                {
                    IdempotencyKey = $"test:{conversation:N}",
                    From = new Person(Platform.Playground, conversation.ToString("N"), "Somebody"),
                    Chat = new Chat(Platform.Playground, conversation.ToString("N"), Title: null, IsPrivate: true),
                    Text = prompt,
                    ReplyTo = new PlaygroundReply(conversation),
                },
                Cancellation
            );
    }

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
