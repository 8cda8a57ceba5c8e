using System.Net;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Moderation;
using Flash.Bots.Web.SignIn;
using Flash.Testing;
using Flash.Testing.OpenId;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Web.Tests.SignIn;

/// <summary>Signing in at an identity provider, over its real protocol.</summary>
public sealed class OpenIdSignInTests : IAsyncLifetime
{
    private PostgresDatabase? database;
    private OpenIdServer? provider;
    private WebApplication? app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private OpenIdServer Provider => provider!; // set before any test runs

    private WebApplication App => app!; // as above

    private Moderators Moderators => App.Services.GetRequiredService<Moderators>();

    public async ValueTask InitializeAsync()
    {
        database = await PostgresDatabase.CreateAsync(Cancellation);
        provider = await OpenIdServer.StartAsync(Cancellation);
        app = WebHost.Build(database.ConnectionString, builder =>
        {
            builder.Configuration["Flash:OpenId:Authority"] = provider.Authority;
            builder.Configuration["Flash:OpenId:ClientId"] = OpenIdServer.ClientId;
            builder.Configuration["Flash:OpenId:ClientSecret"] = OpenIdServer.ClientSecret;
            builder.Configuration["Flash:OpenId:Name"] = "Example Corp";
        });
        await app.StartAsync(Cancellation);
        await Moderators.InviteAsync("Ada", ModeratorRole.Moderator, "Ada@Example.org", Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        await Provider.DisposeAsync();
        await database!.DisposeAsync();
    }

    [Fact]
    public async Task A_moderator_whom_the_provider_vouches_for_gets_a_session()
    {
        using var browser = Browser();
        var signIn = await browser.GetStringAsync(ModerationEndpoints.SignInPath, Cancellation);
        using var done = await browser.GetAsync(OpenIdEndpoints.Path, Cancellation);
        using var feed = await browser.GetAsync("/moderation/", Cancellation);

        Assert.Contains("Sign in with Example Corp", signIn, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.Contains(
            "You are signed in",
            await done.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "default-src 'none'",
            Assert.Single(done.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
        Assert.Equal("/moderation/", feed.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("Ada", await feed.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(
            """Ada {"by": "identity provider"}""",
            await OneAsync(
                "SELECT actor_name || ' ' || details FROM flash.audit_log WHERE action = 'moderator.signed_in'"
            )
        );
        Assert.Empty(Provider.Complaints);
    }

    [Fact]
    public async Task Whoever_was_not_added_or_was_removed_does_not_enter()
    {
        Provider.Person = new OpenIdPersona("mallory", "mallory@example.org", IsVerified: true);
        await RefusedAsync(HttpStatusCode.Forbidden, "no moderator here");

        Provider.Person = new OpenIdPersona("ada", "ada@example.org", IsVerified: true);
        var team = App.Services.GetRequiredService<ModeratorTeam>();
        Assert.True(
            await team.RemoveAsync(
                (await team.FindAsync("Ada", Cancellation))!.Id,
                new Moderator("flash", "test", "Test"),
                Cancellation
            )
        );
        await RefusedAsync(HttpStatusCode.Forbidden, "no moderator here");
    }

    [Fact]
    public async Task An_address_that_the_provider_did_not_verify_is_nobodys()
    {
        Provider.Person = new OpenIdPersona("ada", "ada@example.org", IsVerified: false);
        await RefusedAsync(HttpStatusCode.Forbidden, "no moderator here");
    }

    [Fact]
    public async Task An_account_that_got_a_moderators_address_later_is_not_that_moderator_until_an_admin_says_so()
    {
        using (var browser = Browser())
        {
            using var first = await browser.GetAsync(OpenIdEndpoints.Path, Cancellation);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        }

        Provider.Person = new OpenIdPersona("the next ada", "ada@example.org", IsVerified: true);
        await RefusedAsync(HttpStatusCode.Forbidden, "no moderator here");

        await Moderators.InviteAsync("Ada", null, "ada@example.org", Cancellation);
        using var later = Browser();
        using var again = await later.GetAsync(OpenIdEndpoints.Path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Theory]
    [InlineData(OpenIdFault.ForeignKey)]
    [InlineData(OpenIdFault.NotSigned)]
    [InlineData(OpenIdFault.ForeignAudience)]
    [InlineData(OpenIdFault.ForeignIssuer)]
    [InlineData(OpenIdFault.ForeignNonce)]
    [InlineData(OpenIdFault.Expired)]
    [InlineData(OpenIdFault.ForeignUserInfo)]
    public async Task A_token_that_is_not_what_it_should_be_signs_nobody_in(OpenIdFault fault)
    {
        Provider.Fault = fault;
        await RefusedAsync(HttpStatusCode.BadRequest, "did not work");
    }

    [Fact]
    public async Task Whoever_says_no_at_the_provider_reads_a_sentence()
    {
        Provider.Person = null;
        await RefusedAsync(HttpStatusCode.BadRequest, "did not work");
    }

    [Fact]
    public async Task An_answer_that_another_browser_asked_for_or_that_was_used_signs_nobody_in()
    {
        // As far as the provider's answer, which is then opened elsewhere.
        using var asking = Browser(follows: false);
        using var leaving = await asking.GetAsync(OpenIdEndpoints.Path, Cancellation);
        using var answer = await asking.GetAsync(leaving.Headers.Location, Cancellation);
        var back = answer.Headers.Location!;
        using var elsewhere = Browser(follows: false);
        using var stolen = await elsewhere.GetAsync(back, Cancellation);
        using var mine = await asking.GetAsync(back, Cancellation);
        using var twice = await asking.GetAsync(back, Cancellation);
        using var madeUp = await asking.GetAsync($"{OpenIdScheme.ReturnPath}?code=abc&state=abc", Cancellation);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (stolen.StatusCode, mine.StatusCode));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (twice.StatusCode, madeUp.StatusCode));
        Assert.False(
            stolen.Headers.TryGetValues("Set-Cookie", out var cookies)
                && cookies.Any(cookie => cookie.StartsWith(SessionCookie.Plain, StringComparison.Ordinal))
        );
        Assert.Equal("1", await OneAsync("SELECT count(*)::text FROM flash.moderator_sessions"));
    }

    [Fact]
    public async Task What_the_browser_carries_is_HttpOnly_sealed_and_goes_to_the_return_address_only()
    {
        using var asking = Browser(follows: false);
        using var leaving = await asking.GetAsync(OpenIdEndpoints.Path, Cancellation);

        var cookies = leaving.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(2, cookies.Count);
        Assert.All(cookies, cookie =>
        {
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"path={OpenIdScheme.ReturnPath}", cookie, StringComparison.OrdinalIgnoreCase);
        });
        var query = System.Web.HttpUtility.ParseQueryString(leaving.Headers.Location!.Query);
        Assert.Equal(
            ("code", "S256", "openid email"),
            (query["response_type"], query["code_challenge_method"], query["scope"])
        );
        Assert.DoesNotContain(OpenIdServer.ClientSecret, leaving.Headers.Location.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_is_away_is_said_in_a_sentence()
    {
        await using var lonely = WebHost.Build(database!.ConnectionString, builder =>
        {
            builder.Configuration["Flash:OpenId:Authority"] = "http://127.0.0.1:9";
            builder.Configuration["Flash:OpenId:ClientId"] = "x";
        });
        await lonely.StartAsync(Cancellation);
        using var browser = new HttpClient { BaseAddress = WebHost.AddressOf(lonely) };

        using var answer = await browser.GetAsync(OpenIdEndpoints.Path, Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains(
            "cannot be reached right now",
            await answer.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
        await lonely.StopAsync(Cancellation);
    }

    [Theory]
    [InlineData("ftp://example.org", "x", "email", "openid", "begins with https://")]
    [InlineData("http://example.org", "x", "email", "openid", "http:// only on this machine")]
    [InlineData("https://example.org", "", "email", "openid", "ClientId")]
    [InlineData("", "x", "email", "openid", "Authority")]
    [InlineData("https://example.org", "x", " ", "openid", "Claim")]
    [InlineData("https://example.org", "x", "email", "email", "must hold openid")]
    public async Task Settings_that_cannot_work_stop_the_start_with_a_sentence(
        string authority,
        string client,
        string claim,
        string scope,
        string sentence
    )
    {
        await using var mistaken = WebHost.Build(database!.ConnectionString, builder =>
        {
            builder.Configuration["Flash:OpenId:Authority"] = authority;
            builder.Configuration["Flash:OpenId:ClientId"] = client;
            builder.Configuration["Flash:OpenId:Claim"] = claim;
            builder.Configuration["Flash:OpenId:Scope"] = scope;
        });

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => mistaken.StartAsync(Cancellation));

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_moderators_cannot_have_one_account()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() =>
            Moderators.InviteAsync("Eve", null, "ADA@example.org", Cancellation)
        );

        Assert.Contains("Another moderator", refusal.Message, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(HttpStatusCode status, string sentence)
    {
        using var browser = Browser();
        using var answer = await browser.GetAsync(OpenIdEndpoints.Path, Cancellation);
        using var feed = await browser.GetAsync("/moderation/", Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(ModerationEndpoints.SignInPath, feed.RequestMessage!.RequestUri!.AbsolutePath);
    }

    private HttpClient Browser(bool follows = true) =>
        new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = follows })
        {
            BaseAddress = WebHost.AddressOf(App),
        };

    private async Task<string?> OneAsync(string sql)
    {
        await using var command = App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation) as string;
    }
}
