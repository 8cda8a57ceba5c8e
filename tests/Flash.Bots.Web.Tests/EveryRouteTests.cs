using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Moderation;
using Flash.Bots.Web.Security;
using Flash.Testing;
using Microsoft.AspNetCore.Builder;

namespace Flash.Bots.Web.Tests;

/// <summary>What holds for every route of the web role, taken from the running program.</summary>
public sealed partial class EveryRouteTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_of_every_route_carries_the_headers()
    {
        using var browser = await ConsoleClient.SignInAsync(
            host.Services,
            host.Address,
            "Ada",
            ModeratorRole.Admin,
            Cancellation
        );
        var routes = ConsoleClient.Routes(host.Services, "/");
        Assert.True(routes.Count >= 45, $"Only {routes.Count} routes were found.");
        foreach (var (method, pattern) in routes.Where(route => route.Pattern != "/moderation/sign-out"))
        {
            using var answer = await browser.AskAsync(method, PathOf(pattern));
            Assert.Equal(
                SecurityHeaders.ContentSecurityPolicy,
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy"))
            );
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.False(answer.Headers.Contains("Server"), $"{pattern} says what it runs on.");
            if (
                pattern.StartsWith("/moderation/", StringComparison.Ordinal)
                && pattern != ModerationEndpoints.SignInPath
            )
            {
                Assert.True(
                    answer.Headers.CacheControl?.ToString() is { } cache
                        && (
                            cache.Contains("no-store", StringComparison.Ordinal)
                            || cache.Contains("no-cache", StringComparison.Ordinal)
                        ),
                    $"{method} {pattern} may be cached: {answer.Headers.CacheControl}"
                );
            }
        }
    }

    [Fact]
    public async Task No_POST_of_the_program_is_taken_from_another_site()
    {
        using var browser = await ConsoleClient.SignInAsync(
            host.Services,
            host.Address,
            "Grace",
            ModeratorRole.Admin,
            Cancellation
        );
        var tried = 0;
        foreach (
            var (method, pattern) in ConsoleClient
                .Routes(host.Services, "/")
                .Where(route => route.Method is not ("GET" or "HEAD"))
        )
        {
            foreach (
                var header in new[]
                {
                    ("Origin", "https://elsewhere.example"),
                    ("Origin", "null"),
                    ("Sec-Fetch-Site", "cross-site"),
                    ("Sec-Fetch-Site", "same-site"),
                }
            )
            {
                using var answer = await browser.AskAsync(method, PathOf(pattern), "{}", header);
                Assert.True(
                    answer.StatusCode == HttpStatusCode.Forbidden,
                    $"{method} {pattern} with {header} answered {answer.StatusCode}."
                );
                tried++;
            }
        }

        Assert.True(tried >= 100, $"Only {tried} requests were made.");
    }

    [Fact]
    public async Task Without_the_database_nobody_is_let_in_and_every_page_says_so_in_a_sentence()
    {
        var database = await PostgresDatabase.CreateAsync(Cancellation);
        await using var app = WebHost.Build(database.ConnectionString, _ => { });
        await app.StartAsync(Cancellation);
        using var browser = await ConsoleClient.SignInAsync(
            app.Services,
            WebHost.AddressOf(app),
            "Hedy",
            ModeratorRole.Admin,
            Cancellation
        );
        await database.DisposeAsync();

        foreach (
            var path in new[]
            {
                "/moderation/",
                "/moderation/people",
                "/moderation/review",
                "/moderation/second-factor",
                "/moderation/team",
            }
        )
        {
            using var answer = await browser.AskAsync("GET", path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement;
            Assert.Contains(
                "cannot reach its database",
                problem.GetProperty("detail").GetString(),
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("Npgsql", problem.GetRawText(), StringComparison.OrdinalIgnoreCase);
        }

        await app.StopAsync(Cancellation);
    }

    /// <summary>A path that fits the pattern and leads to nothing.</summary>
    private static string PathOf(string pattern) =>
        Place()
            .Replace(pattern, match => match.Groups[1].Value switch
                {
                    "guid" => Guid.Empty.ToString("D"),
                    "long" or "int" => "999999",
                    _ => "telegram",
                });

    [GeneratedRegex(@"\{\w+(?::(\w+))?\}")]
    private static partial Regex Place();
}
