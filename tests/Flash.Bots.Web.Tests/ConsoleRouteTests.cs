using System.Net;
using System.Text;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Web.Moderation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flash.Bots.Web.Tests;

/// <summary>Every route of the console, taken from the running program: a route that someone adds is tested from that
/// moment.</summary>
public sealed class ConsoleRouteTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_session_every_route_but_the_sign_in_shows_the_sign_in_or_refuses()
    {
        var tried = 0;
        foreach (
            var cookie in new[]
            {
                null,
                $"{SessionCookie.Plain}={new string('A', 43)}",
                $"{SessionCookie.Plain}=' OR 1=1 --",
            }
        )
        {
            foreach (
                var (method, path) in Routes()
                    .Where(route => !route.Path.StartsWith(ModerationEndpoints.SignInPath, StringComparison.Ordinal))
            )
            {
                using var answer = await AskAsync(method, path, cookie, header: "1");
                Assert.True(
                    method == "GET"
                        ? answer.StatusCode == HttpStatusCode.Redirect
                        : answer.StatusCode == HttpStatusCode.Unauthorized,
                    $"{method} {path} answered {answer.StatusCode}."
                );
                Assert.Equal(
                    method == "GET" ? ModerationEndpoints.SignInPath : null,
                    answer.Headers.Location?.OriginalString
                );
                tried++;
            }
        }

        Assert.True(tried >= 60, $"Only {tried} requests: the routes were not found.");
    }

    [Fact]
    public async Task A_broken_body_is_no_way_past_the_sign_in_nor_past_admins_only()
    {
        var (tried, posts) = (0, Routes().Where(route => route.Method == "POST").ToList());
        var grace = await SignInAsync("Grace", ModeratorRole.Moderator);
        foreach (var (_, path) in posts)
        {
            foreach (var body in new[] { "{", "[1]", "" })
            {
                using var stranger = await AskAsync("POST", path, cookie: null, header: "1", body: body);
                using var foreign = await AskAsync("POST", path, cookie: null, header: null, body: body);
                using var text = await AskAsync("POST", path, null, header: "1", body: body, mediaType: "text/plain");
                using var proper = await AskAsync("POST", path, grace, header: "1");
                using var broken = await AskAsync("POST", path, grace, header: "1", body: body);
                var isSignIn = path.StartsWith(ModerationEndpoints.SignInPath, StringComparison.Ordinal);
                Assert.True(
                    isSignIn
                        || (stranger.StatusCode, text.StatusCode)
                            is (HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized),
                    $"{path} answered {stranger.StatusCode} and {text.StatusCode} to a stranger's {body}."
                );
                Assert.True(
                    isSignIn || foreign.StatusCode is HttpStatusCode.Forbidden,
                    $"{path} answered {foreign.StatusCode} to another site's {body}."
                );
                Assert.True(
                    proper.StatusCode != HttpStatusCode.Forbidden || broken.StatusCode == HttpStatusCode.Forbidden,
                    $"{path} is for admins and answered {broken.StatusCode}."
                );
                if (path.EndsWith("sign-out", StringComparison.Ordinal))
                {
                    grace = await SignInAsync("Grace", ModeratorRole.Moderator);
                }

                tried++;
            }
        }

        Assert.True(tried >= 60, $"Only {tried} requests: the routes were not found.");
    }

    [Fact]
    public async Task Nothing_changes_by_GET_from_another_site_or_without_the_pages_own_header()
    {
        var session = await SignInAsync("Frances", ModeratorRole.Admin);
        var before = await CountAsync();
        foreach (var (_, path) in Routes().Where(route => route.Method == "POST"))
        {
            using var bare = await AskAsync("POST", path, session, header: null);
            using var foreign = await AskAsync("POST", path, session, header: "1", origin: "https://elsewhere.example");
            Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (bare.StatusCode, foreign.StatusCode));
        }

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task What_is_for_admins_is_refused_to_moderators_and_the_refusal_is_in_the_log()
    {
        var session = await SignInAsync("Maud", ModeratorRole.Moderator);
        var admins = Routes()
            .Where(route =>
                route.Path.EndsWith("/quota", StringComparison.Ordinal)
                || route.Path.EndsWith("/erase", StringComparison.Ordinal)
                || route.Path.Contains("/team", StringComparison.Ordinal)
                || route.Path.Contains("/evidence", StringComparison.Ordinal)
                || route.Path.EndsWith("/preserve", StringComparison.Ordinal)
            )
            .ToList();

        foreach (var (method, path) in admins)
        {
            using var answer = await AskAsync(method, path, session, header: "1");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains(
                "Only admins",
                await answer.Content.ReadAsStringAsync(Cancellation),
                StringComparison.Ordinal
            );
        }

        Assert.Equal(12, admins.Count);
        await using var command = Database.CreateCommand(
            "SELECT count(*) FROM flash.audit_log WHERE action = 'moderator.refused' AND actor_name = 'Maud'"
        );
        Assert.Equal(12L, await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task Whatever_is_said_to_any_route_it_answers_in_a_sentence_and_never_breaks()
    {
        var session = await SignInAsync("Annie", ModeratorRole.Admin);
        string[] queries =
        [
            "?q=%00&who=%00&chat=%00",
            "?q=%00'%22%3Cscript%3E&who=%00&before=x",
            "?q='%3B+DROP+TABLE+flash.users%3B--&who='%20OR%201=1--",
            "?from=2026-99-99&state=7&on=nowhere",
            "?action=%27%27%00&actor=%25",
        ];
        string[] bodies =
        [
            "",
            "null",
            "[]",
            "{\"reason\":\"\\u0000'; DROP TABLE flash.users;--\",\"days\":\"NaN\",\"pattern\":\"(\",\"kind\":\"regex\",\"perHour\":\"-1\",\"confirm\":\"no\"}",
            "{\"kind\":9,\"days\":{}}",
            "{\"kind\":\"regex\",\"pattern\":\"(?=a)\",\"action\":\"99\"}",
        ];
        foreach (
            var (method, path) in Routes()
                .Where(route =>
                    !route.Path.EndsWith("/sign-out", StringComparison.Ordinal)
                    && !route.Path.Contains("/sign-in", StringComparison.Ordinal)
                    && !route.Path.EndsWith("/end", StringComparison.Ordinal)
                    && !route.Path.EndsWith("/events", StringComparison.Ordinal)
                )
        )
        {
            foreach (var variant in method == "GET" ? queries : bodies)
            {
                using var answer = await AskAsync(
                    method,
                    method == "GET" ? path + variant : path,
                    session,
                    header: "1",
                    body: method == "GET" ? null : variant
                );
                Assert.True(
                    (int)answer.StatusCode < 500,
                    $"{method} {path} with {variant} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancellation)}"
                );
            }
        }

        await using var command = Database.CreateCommand("SELECT count(*) FROM flash.users");
        Assert.NotNull(await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task No_page_leads_elsewhere_whatever_its_address_says()
    {
        var session = await SignInAsync("Joan", ModeratorRole.Admin);
        foreach (
            var (_, path) in Routes()
                .Where(route => route.Method == "GET" && !route.Path.EndsWith("/events", StringComparison.Ordinal))
        )
        {
            foreach (
                var query in new[]
                {
                    "?returnUrl=https://elsewhere.example",
                    "?ReturnUrl=//elsewhere.example",
                    "?next=https://elsewhere.example&redirect=//elsewhere.example",
                }
            )
            {
                using var signedIn = await AskAsync("GET", path + query, session, header: null);
                using var signedOut = await AskAsync("GET", path + query, null, header: null);
                Assert.DoesNotContain(
                    "elsewhere",
                    signedIn.Headers.Location?.OriginalString ?? "",
                    StringComparison.Ordinal
                );
                Assert.DoesNotContain(
                    "elsewhere",
                    signedOut.Headers.Location?.OriginalString ?? "",
                    StringComparison.Ordinal
                );
            }
        }
    }

    [Fact]
    public async Task What_people_call_themselves_and_their_chats_is_shown_as_text_on_every_page()
    {
        const string hostile = "<script>alert('hostile')</script>\"><img src=x onerror=alert(1)>";
        var conversation = Guid.NewGuid();
        var session = await SignInAsync("Margaret", ModeratorRole.Admin);
        await host
            .Services.GetRequiredService<ModerationDesk>()
            .AddRuleAsync(
                PromptRule.Create(RuleKind.Phrase, hostile, RuleAction.Flag, note: hostile),
                null,
                new Moderator("flash", "test", hostile),
                Cancellation
            );
        await host
            .Services.GetRequiredService<Conversation>()
            .HandleAsync(
                new IncomingMessage
                {
                    IdempotencyKey = "test:hostile",
                    From = new Person(Platform.Playground, conversation.ToString("N"), hostile),
                    Chat = new Chat(Platform.Playground, conversation.ToString("N"), hostile, IsPrivate: false),
                    Text = $"/imagine {hostile} boat",
                    ReplyTo = new PlaygroundReply(conversation),
                },
                Cancellation
            );
        await using var held = Database.CreateCommand(
            "UPDATE flash.generations SET state = 'held' WHERE prompt LIKE '%hostile%' RETURNING id"
        );
        var id = (Guid)(await held.ExecuteScalarAsync(Cancellation))!; // just asked for
        await host
            .Services.GetRequiredService<ModerationDesk>()
            .ReportAsync(
                new GenerationId(id),
                1,
                new Person(Platform.Telegram, "4712", hostile),
                hostile,
                Cancellation
            );

        var moderators = host.Services.GetRequiredService<Moderators>();
        await moderators.SignInAsync(
            await moderators.InviteAsync(hostile, null, hostile, Cancellation),
            hostile,
            Cancellation
        );

        var seen = 0;
        foreach (
            var path in Routes()
                .Where(route => route.Method == "GET" && !route.Path.EndsWith("/events", StringComparison.Ordinal))
                .Select(route => route.Path)
                .Append($"/moderation/generations/{id}")
                .Append($"/moderation/people/playground/{conversation:N}")
        )
        {
            using var answer = await AskAsync(
                "GET",
                $"{path}?q=&chat=&action={Uri.EscapeDataString(hostile)}",
                session,
                header: null
            );
            var page = await answer.Content.ReadAsStringAsync(Cancellation);
            Assert.DoesNotContain("<script>alert", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
            seen += page.Contains("&lt;script&gt;alert", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.True(seen >= 9, $"Only {seen} pages showed the hostile text at all.");
    }

    private NpgsqlDataSource Database => host.Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>Method and a path that fits, of every route below /moderation. Hangfire's dashboard has its own way of
    /// mapping and a test of its own.</summary>
    private List<(string Method, string Path)> Routes() =>
        [
            .. host
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint =>
                    endpoint.RoutePattern.RawText?.StartsWith("/moderation", StringComparison.Ordinal) == true
                )
                .SelectMany(endpoint =>
                    (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method =>
                        (method, PathOf(endpoint.RoutePattern.RawText!))
                    )
                ),
        ]; // filtered above

    private static string PathOf(string pattern) =>
        pattern
            .Replace("{id:guid}", Guid.Empty.ToString("D"), StringComparison.Ordinal)
            .Replace("{id:long}", "999999", StringComparison.Ordinal)
            .Replace("{entry:long}", "999999", StringComparison.Ordinal)
            .Replace("{index:int}", "1", StringComparison.Ordinal)
            .Replace("{platform}", "telegram", StringComparison.Ordinal)
            .Replace("{id}", "12345", StringComparison.Ordinal);

    private async Task<HttpResponseMessage> AskAsync(
        string method,
        string path,
        string? cookie,
        string? header,
        string? origin = null,
        string? body = "{}",
        string mediaType = "application/json"
    )
    {
        using var stranger = host.Stranger();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        }

        if (header is not null)
        {
            request.Headers.Add("X-Flash", header);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        if (method == "POST")
        {
            request.Content = new StringContent(body ?? "", Encoding.UTF8, mediaType);
        }

        return await stranger.SendAsync(request, Cancellation);
    }

    private async Task<string> SignInAsync(string name, ModeratorRole role)
    {
        var moderators = host.Services.GetRequiredService<Moderators>();
        return $"{SessionCookie.Plain}={await moderators.SignInAsync(await moderators.InviteAsync(name, role, Cancellation), Cancellation)}";
    }

    private async Task<long> CountAsync()
    {
        await using var command = Database.CreateCommand("SELECT count(*) FROM flash.audit_log");
        return (long)(await command.ExecuteScalarAsync(Cancellation))!; // count is never null
    }
}
