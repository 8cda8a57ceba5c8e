using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Moderation;
using Flash.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Flash.Bots.Web.Tests.SignIn;

/// <summary>How long a session lasts, who ends it, and what its cookie is like. The clock is the test's.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero));
    private PostgresDatabase? database;
    private WebApplication? app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WebApplication App => app!; // set before any test runs

    public async ValueTask InitializeAsync()
    {
        database = await PostgresDatabase.CreateAsync(Cancellation);
        app = WebHost.Build(database.ConnectionString, builder => builder.Services.AddSingleton<TimeProvider>(time));
        await app.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        await database!.DisposeAsync();
    }

    [Fact]
    public async Task A_session_ends_two_hours_after_the_last_click_however_often_its_page_refreshes_itself()
    {
        using var browser = await SignInAsync("Ada");
        time.Advance(TimeSpan.FromMinutes(119));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/moderation/"));
        time.Advance(TimeSpan.FromMinutes(119));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/moderation/rows", ("X-Flash", "live")));
        Assert.Equal(
            HttpStatusCode.OK,
            await browser.StatusAsync("/moderation/events", ("Accept", "text/event-stream"))
        );
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/moderation/"));
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_busy()
    {
        using var browser = await SignInAsync("Grace");
        for (var hour = 0; hour < 11; hour++)
        {
            time.Advance(TimeSpan.FromHours(1));
            Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/moderation/"));
        }

        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync("/moderation/"));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/moderation/"));
    }

    [Fact]
    public async Task A_link_is_good_for_fifteen_minutes()
    {
        var moderators = App.Services.GetRequiredService<Moderators>();
        var (early, late) = (
            await moderators.InviteAsync("Joan", Cancellation),
            await moderators.InviteAsync("Joan", Cancellation)
        );
        time.Advance(TimeSpan.FromMinutes(14));
        var first = await moderators.SignInAsync(early, Cancellation);
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.NotNull(first);
        Assert.Null(await moderators.SignInAsync(late, Cancellation));
    }

    [Fact]
    public async Task Every_sign_in_has_a_secret_of_its_own_of_256_bits()
    {
        var moderators = App.Services.GetRequiredService<Moderators>();
        var secrets = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            secrets.Add(
                (await moderators.SignInAsync(await moderators.InviteAsync("Mary", Cancellation), Cancellation))!
            ); // just invited
        }

        Assert.Equal(3, secrets.Distinct().Count());
        Assert.All(secrets, secret => Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(secret).Length));
    }

    [Fact]
    public async Task An_admin_ends_anybodys_session_a_moderator_only_their_own_and_both_at_once()
    {
        using var admin = await SignInAsync("Hedy", ModeratorRole.Admin);
        using var mine = await SignInAsync("Barbara");
        using var other = await SignInAsync("Barbara");
        using var foreign = await SignInAsync("Radia");
        var ids = await ListAsync(
            "SELECT session.id::text FROM flash.moderator_sessions session JOIN flash.moderators moderator ON moderator.id = session.moderator_id ORDER BY session.id"
        );

        using var notTheirs = await mine.AskAsync("POST", $"/moderation/sessions/{ids[3]}/end");
        using var theirs = await mine.AskAsync("POST", $"/moderation/sessions/{ids[2]}/end");
        using var anybodys = await admin.AskAsync("POST", $"/moderation/sessions/{ids[3]}/end");

        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.OK),
            (notTheirs.StatusCode, theirs.StatusCode, anybodys.StatusCode)
        );
        Assert.Equal(HttpStatusCode.OK, await mine.StatusAsync("/moderation/"));
        Assert.Equal(HttpStatusCode.Redirect, await other.StatusAsync("/moderation/"));
        Assert.Equal(HttpStatusCode.Redirect, await foreign.StatusAsync("/moderation/"));
        Assert.Equal(
            ["Barbara", "Hedy"],
            await ListAsync(
                "SELECT actor_name FROM flash.audit_log WHERE action = 'moderator.session_ended' ORDER BY id"
            )
        );
    }

    [Fact]
    public async Task A_moderator_who_is_removed_is_out_at_once_and_so_is_a_link_they_have_not_opened()
    {
        var moderators = App.Services.GetRequiredService<Moderators>();
        using var admin = await SignInAsync("Hedy", ModeratorRole.Admin);
        using var browser = await SignInAsync("Mallory");
        var link = await moderators.InviteAsync("Mallory", Cancellation);
        var id = (await App.Services.GetRequiredService<ModeratorTeam>().FindAsync("Mallory", Cancellation))!.Id;

        using var removed = await admin.AskAsync("POST", $"/moderation/team/{id}/remove");

        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await browser.StatusAsync("/moderation/"));
        Assert.Null(await moderators.SignInAsync(link, Cancellation));
        Assert.Equal(
            ["Hedy"],
            await ListAsync("SELECT actor_name FROM flash.audit_log WHERE action = 'moderator.removed'")
        );
    }

    [Fact]
    public async Task Over_https_cookies_are_secure_and_bound_to_this_host()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await using var secure = WebHost.Build(database!.ConnectionString, builder =>
            builder.WebHost.ConfigureKestrel(options =>
                options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate))
            )
        );
        await secure.StartAsync(Cancellation);
        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, given, _, _) =>
            given?.GetCertHashString() == certificate.GetCertHashString();
        using var browser = new HttpClient(handler)
        {
            BaseAddress = new Uri($"https://127.0.0.1:{WebHost.AddressOf(secure).Port}"),
        };
        browser.DefaultRequestHeaders.Add("X-Flash", "1");

        using var opened = await browser.PostAsJsonAsync(
            ModerationEndpoints.SignInPath,
            new { link = await secure.Services.GetRequiredService<Moderators>().InviteAsync("Ada", Cancellation) },
            Cancellation
        );
        using var page = await browser.GetAsync("/", Cancellation);

        var session = Assert.Single(opened.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-flash_moderator=", session, StringComparison.Ordinal);
        foreach (
            var attribute in new[] { "; secure", "; httponly", "; samesite=strict", "; path=/;", "; max-age=43200" }
        )
        {
            Assert.Contains(attribute, session + ";", StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("domain=", session, StringComparison.OrdinalIgnoreCase);
        var conversation = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.Contains("; secure", conversation, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", conversation, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("max-age=31536000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")));

        // The name that plain HTTP uses opens nothing over HTTPS.
        browser.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Plain}={session.Split('=', ';')[1]}");
        using var plain = await browser.GetAsync("/moderation/", Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, plain.StatusCode);
        await secure.StopAsync(Cancellation);
    }

    private Task<ConsoleClient> SignInAsync(string name, ModeratorRole? role = null) =>
        ConsoleClient.SignInAsync(App.Services, WebHost.AddressOf(App), name, role, Cancellation);

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var command = App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
