using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Flash.Testing;

namespace Flash.Bots.Web.Tests;

/// <summary>What every answer carries, and who may change anything.</summary>
public sealed class SecurityTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/playground/history")]
    [InlineData("/playground/media/1/0/1")]
    [InlineData("/health/live")]
    [InlineData("/assets/any/chat.js")]
    [InlineData("/nothing/here")]
    public async Task Every_answer_forbids_foreign_scripts_frames_and_guessing_of_types(string path)
    {
        using var stranger = host.Stranger();

        using var answer = await stranger.GetAsync(new Uri(path, UriKind.Relative), Cancellation);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task The_page_has_no_inline_script_or_style_and_asks_nobody_else_for_anything()
    {
        using var visitor = await host.VisitAsync();

        var page = await visitor.Http.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);

        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" onclick=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("//", page.Replace("<!DOCTYPE", "", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (
            var script in System
                .Text.RegularExpressions.Regex.Matches(page, "(?:src|href)=\"(/assets/[^\"]+)\"")
                .Select(match => match.Groups[1].Value)
        )
        {
            using var asset = await visitor.Http.GetAsync(new Uri(script, UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            Assert.Contains("immutable", asset.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.5", "kam nicht von der Seite")]
    [InlineData("ru", "не со страницы")]
    [InlineData("xx", "did not come from")]
    public async Task A_refusal_is_in_the_visitors_language(string languages, string sentence)
    {
        using var stranger = host.Stranger();
        stranger.DefaultRequestHeaders.Add("Accept-Language", languages);
        using var refused = await stranger.PostAsJsonAsync(
            new Uri("/playground/messages", UriKind.Relative),
            new { text = "hello", clientId = Guid.NewGuid() },
            Cancellation
        );

        await RefusedAsync(refused, HttpStatusCode.Forbidden, sentence);
    }

    [Fact]
    public async Task Nothing_is_said_or_pressed_without_the_pages_own_header_or_from_another_site()
    {
        using var visitor = await host.VisitAsync();
        foreach (var path in new[] { "/playground/messages", "/playground/presses", "/playground/sketch" })
        {
            using var bare = host.Stranger();
            bare.DefaultRequestHeaders.Add("Cookie", $"flash_conversation={visitor.Cookie}");
            using var withoutHeader = await bare.PostAsJsonAsync(
                new Uri(path, UriKind.Relative),
                new
                {
                    text = "hello",
                    code = "x",
                    clientId = Guid.NewGuid(),
                },
                Cancellation
            );
            await RefusedAsync(withoutHeader, HttpStatusCode.Forbidden, "did not come from the playground's own page");

            using var elsewhere = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
            {
                Content = JsonContent.Create(
                    new
                    {
                        text = "hello",
                        code = "x",
                        clientId = Guid.NewGuid(),
                    }
                ),
            };
            elsewhere.Headers.Add("Origin", "https://elsewhere.example");
            using var foreign = await visitor.Http.SendAsync(elsewhere, Cancellation);
            await RefusedAsync(foreign, HttpStatusCode.Forbidden, "did not come from the playground's own page");
        }
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_in_one_sentence_and_nothing_is_stored()
    {
        using var visitor = await host.VisitAsync();
        using var json = new StringContent("{\"text\": 12", Encoding.UTF8, "application/json");
        using var form = new StringContent("text=hello", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var broken = await visitor.Http.PostAsync(
            new Uri("/playground/messages", UriKind.Relative),
            json,
            Cancellation
        );
        using var notJson = await visitor.Http.PostAsync(
            new Uri("/playground/messages", UriKind.Relative),
            form,
            Cancellation
        );
        using var empty = await SayAsync(visitor, "   ");
        using var tooLong = await SayAsync(visitor, new string('x', 10_001));
        using var huge = await SayAsync(visitor, new string('x', 200_000));

        await RefusedAsync(broken, HttpStatusCode.BadRequest, "must be JSON");
        await RefusedAsync(notJson, HttpStatusCode.UnsupportedMediaType, "sent as JSON");
        await RefusedAsync(empty, HttpStatusCode.BadRequest, "1 to 10000 characters; this one has 0");
        await RefusedAsync(tooLong, HttpStatusCode.BadRequest, "this one has 10001");
        await RefusedAsync(huge, HttpStatusCode.RequestEntityTooLarge, "too large");
        var history = await visitor.Http.GetFromJsonAsync<JsonElement>(
            new Uri("/playground/history", UriKind.Relative),
            Cancellation
        );
        Assert.Equal(0, history.GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task Whoever_talks_too_fast_is_asked_to_wait()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancellation);
        await using var app = WebHost.Build(database.ConnectionString, builder =>
        {
            builder.Configuration["Flash:Playground:Burst"] = "2";
            builder.Configuration["Flash:Playground:PerMinute"] = "1";
        });
        await app.StartAsync(Cancellation);
        using var visitor = await Visitor.ArriveAsync(WebHost.AddressOf(app));

        using var first = await SayAsync(visitor, "/help");
        using var second = await SayAsync(visitor, "/help");
        using var third = await SayAsync(visitor, "/help");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, second.StatusCode));
        await RefusedAsync(third, HttpStatusCode.TooManyRequests, "wait a few seconds");
        await app.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Somebody_without_a_conversation_is_asked_to_open_the_page()
    {
        using var stranger = host.Stranger();
        stranger.DefaultRequestHeaders.Add("X-Flash", "1");

        using var said = await stranger.PostAsJsonAsync(
            new Uri("/playground/messages", UriKind.Relative),
            new { text = "hello", clientId = Guid.NewGuid() },
            Cancellation
        );
        using var events = await stranger.GetAsync(new Uri("/playground/events", UriKind.Relative), Cancellation);

        await RefusedAsync(said, HttpStatusCode.Unauthorized, "reload the page");
        await RefusedAsync(events, HttpStatusCode.Unauthorized, "reload the page");
    }

    [Fact]
    public async Task A_process_without_a_worker_offers_no_pictures_while_typing()
    {
        using var visitor = await host.VisitAsync();

        var page = await visitor.Http.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation);
        using var sketch = await visitor.Http.PostAsJsonAsync(
            new Uri("/playground/sketch", UriKind.Relative),
            new { text = "a boat", seed = 1 },
            Cancellation
        );

        Assert.Contains("data-as-you-type=\"off\"", page, StringComparison.Ordinal);
        await RefusedAsync(sketch, HttpStatusCode.NotFound, "no worker");
    }

    [Fact]
    public async Task The_queues_dashboard_takes_an_admin_on_this_machine_too_and_stands_nowhere_else()
    {
        using var stranger = host.Stranger();

        using var former = await stranger.GetAsync(new Uri("/hangfire", UriKind.Relative), Cancellation);
        using var dashboard = await stranger.GetAsync(
            new Uri(OperatorPages.DashboardPath, UriKind.Relative),
            Cancellation
        );

        Assert.Equal(HttpStatusCode.NotFound, former.StatusCode);
        Assert.Contains(
            dashboard.StatusCode,
            new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound }
        );
    }

    [Theory]
    [InlineData("/", "flash.example", 421)]
    [InlineData("/moderation/sign-in", "rebound.example:5080", 421)]
    [InlineData("/playground/history", "localhost.example", 421)]
    [InlineData("/", "localhost:5080", 200)]
    [InlineData("/", "127.0.0.1", 200)]
    [InlineData("/", "[::1]:5080", 200)]
    [InlineData("/health/live", "flash.example", 200)]
    public async Task Only_its_own_names_are_answered_where_a_page_could_be_read(string path, string name, int status)
    {
        using var stranger = host.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Host = name;

        using var answer = await stranger.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData(20 * 1024 * 1024 + 1)]
    [InlineData(22 * 1024 * 1024)]
    public async Task A_picture_that_is_too_large_is_refused_with_the_limit(int size)
    {
        using var visitor = await host.VisitAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("a boat"), "text" },
            { new StringContent(Guid.NewGuid().ToString()), "clientId" },
            { new ByteArrayContent(new byte[size]), "picture", "boat.jpg" },
        };

        // Asked first, as browsers' larger uploads are: who is refused at once sends nothing.
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/playground/pictures", UriKind.Relative))
        {
            Content = form,
            Headers = { ExpectContinue = true },
        };
        using var answer = await visitor.Http.SendAsync(request, Cancellation);

        await RefusedAsync(answer, HttpStatusCode.RequestEntityTooLarge, "at most 20 MB");
    }

    [Fact]
    public async Task Health_tells_a_running_process_from_one_that_can_work()
    {
        await using var unmigrated = await PostgresDatabase.CreateEmptyAsync(Cancellation);
        await using var app = WebHost.Build(unmigrated.ConnectionString, _ => { });
        await app.StartAsync(Cancellation);
        using var probe = new HttpClient { BaseAddress = WebHost.AddressOf(app) };
        using var stranger = host.Stranger();

        using var live = await probe.GetAsync(new Uri("/health/live", UriKind.Relative), Cancellation);
        using var notReady = await probe.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        using var ready = await stranger.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, notReady.StatusCode);
        Assert.Contains(
            "flash db migrate",
            await notReady.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        await app.StopAsync(Cancellation);
    }

    private static Task<HttpResponseMessage> SayAsync(Visitor visitor, string text) =>
        visitor.Http.PostAsJsonAsync(
            new Uri("/playground/messages", UriKind.Relative),
            new { text, clientId = Guid.NewGuid() },
            Cancellation
        );

    private static async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string sentence)
    {
        Assert.Equal(status, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Contains(sentence, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
