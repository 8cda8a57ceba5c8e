using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Moderation;
using Flash.Bots.Web.SignIn;
using Flash.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Flash.Bots.Web.Tests.SignIn;

/// <summary>A second factor, as a browser and an authenticator app see it. The clock is the test's.</summary>
public sealed partial class SecondFactorTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero));
    private PostgresDatabase? database;
    private WebApplication? app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private WebApplication App => app!; // set before any test runs

    private Moderators Moderators => App.Services.GetRequiredService<Moderators>();

    public async ValueTask InitializeAsync()
    {
        database = await PostgresDatabase.CreateAsync(Cancellation);
        app = WebHost.Build(database.ConnectionString, builder =>
        {
            builder.Configuration["Flash:Personal:MasterKey"] = new string('c', 64);
            builder.Services.AddSingleton<TimeProvider>(time);
        });
        await app.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        await database!.DisposeAsync();
    }

    [Fact]
    public async Task Once_set_up_every_later_sign_in_takes_a_code_and_until_then_nothing_is_shown()
    {
        using var first = await SignInAsync("Ada");
        var app = await EnrolAsync(first);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(first, "/moderation/"));

        time.Advance(TimeSpan.FromMinutes(1));
        using var second = await SignInAsync("Ada");
        foreach (
            var path in new[]
            {
                "/moderation/",
                "/moderation/rows",
                "/moderation/people",
                "/moderation/log",
                $"/moderation/thumbnails/{Guid.Empty}/1",
            }
        )
        {
            using var answer = await second.GetAsync(path, Cancellation);
            Assert.Equal(
                (HttpStatusCode.Redirect, SecondFactorEndpoints.Path),
                (answer.StatusCode, answer.Headers.Location?.OriginalString)
            );
        }

        using var act = await PostAsync(second, "/moderation/rules", new { kind = "phrase", pattern = "cat" });
        Assert.Equal(HttpStatusCode.Unauthorized, act.StatusCode);
        using var wrong = await PostAsync(second, SecondFactorEndpoints.Path, new { code = "000000" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var right = await PostAsync(second, SecondFactorEndpoints.Path, new { code = Code(app) });
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second, "/moderation/"));
        Assert.Equal(
            [
                "moderator.second_factor_offered",
                "moderator.second_factor_set_up",
                "moderator.second_factor_failed",
                "moderator.second_factor_passed",
            ],
            await ListAsync(
                "SELECT action FROM flash.audit_log WHERE actor_name = 'Ada' AND action LIKE '%second_factor%' ORDER BY id"
            )
        );
    }

    [Fact]
    public async Task The_session_has_a_new_secret_once_it_may_do_more()
    {
        using var browser = await SignInAsync("Grace");
        var before = Cookie(browser);

        await EnrolAsync(browser);

        Assert.NotEqual(before, Cookie(browser));
        using var old = Browser(before);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(old, "/moderation/"));
    }

    [Fact]
    public async Task A_code_works_once_even_for_two_browsers_at_the_same_moment()
    {
        using var browser = await SignInAsync("Barbara");
        var app = await EnrolAsync(browser);
        time.Advance(TimeSpan.FromMinutes(1));
        var others = new List<Client>();
        for (var i = 0; i < 4; i++)
        {
            others.Add(await SignInAsync("Barbara"));
        }

        var answers = await Task.WhenAll(
            others.Select(other => PostAsync(other, SecondFactorEndpoints.Path, new { code = Code(app) }))
        );

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.BadRequest));
        others.ForEach(other => other.Dispose());
    }

    [Fact]
    public async Task Five_wrong_codes_lock_it_for_a_quarter_of_an_hour_from_every_browser()
    {
        using var browser = await SignInAsync("Radia");
        var app = await EnrolAsync(browser);
        time.Advance(TimeSpan.FromMinutes(1));
        using var guesser = await SignInAsync("Radia");
        using var owner = await SignInAsync("Radia");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < SecondFactors.MaxFailures; i++)
        {
            using var answer = await PostAsync(guesser, SecondFactorEndpoints.Path, new { code = "000000" });
            statuses.Add(answer.StatusCode);
        }

        using var locked = await PostAsync(owner, SecondFactorEndpoints.Path, new { code = Code(app) });
        time.Advance(SecondFactors.LockedFor + TimeSpan.FromSeconds(1));
        using var later = await PostAsync(owner, SecondFactorEndpoints.Path, new { code = Code(app) });

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.BadRequest, 4), HttpStatusCode.TooManyRequests], statuses);
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (locked.StatusCode, later.StatusCode));
        Assert.Equal(
            ["1"],
            await ListAsync(
                "SELECT count(*)::text FROM flash.audit_log WHERE action = 'moderator.second_factor_locked' AND actor_name = 'Radia'"
            )
        );
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once_and_new_ones_replace_the_old()
    {
        using var browser = await SignInAsync("Edsger");
        var (app, codes) = await EnrolWithCodesAsync(browser);
        Assert.Equal(RecoveryCode.Count, codes.Distinct().Count());

        using var second = await SignInAsync("Edsger");
        using var right = await PostAsync(
            second,
            SecondFactorEndpoints.Path,
            new { code = codes[3].ToLowerInvariant() }
        );
        using var third = await SignInAsync("Edsger");
        using var again = await PostAsync(third, SecondFactorEndpoints.Path, new { code = codes[3] });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (right.StatusCode, again.StatusCode));
        Assert.Contains(
            "9 recovery codes are left",
            await second.GetStringAsync(SecondFactorEndpoints.Path, Cancellation),
            StringComparison.Ordinal
        );

        time.Advance(TimeSpan.FromMinutes(1));
        using var renewed = await PostAsync(second, $"{SecondFactorEndpoints.Path}/codes", new { code = Code(app) });
        var fresh = CodesIn(await renewed.Content.ReadAsStringAsync(Cancellation));
        using var old = await PostAsync(third, SecondFactorEndpoints.Path, new { code = codes[5] });
        using var young = await PostAsync(third, SecondFactorEndpoints.Path, new { code = fresh[0] });
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (old.StatusCode, young.StatusCode));
    }

    [Fact]
    public async Task Whom_an_admin_requires_it_of_can_do_nothing_but_set_it_up()
    {
        using var admin = await SignInAsync("Hedy", ModeratorRole.Admin);
        using var moderator = await SignInAsync("Mary");
        var id = (await App.Services.GetRequiredService<ModeratorTeam>().FindAsync("Mary", Cancellation))!.Id;

        using var required = await PostAsync(admin, $"/moderation/team/{id}/second-factor/require", new { });
        using var feed = await moderator.GetAsync("/moderation/", Cancellation);
        await EnrolAsync(moderator);

        Assert.Equal(HttpStatusCode.OK, required.StatusCode);
        Assert.Equal(SecondFactorEndpoints.Path, feed.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(moderator, "/moderation/"));
        Assert.Equal(
            ["Hedy"],
            await ListAsync("SELECT actor_name FROM flash.audit_log WHERE action = 'moderator.second_factor_required'")
        );
    }

    [Fact]
    public async Task The_setting_requires_it_of_everybody()
    {
        await using var strict = WebHost.Build(database!.ConnectionString, builder =>
        {
            builder.Configuration["Flash:Moderation:RequireSecondFactor"] = "true";
            builder.Services.AddSingleton<TimeProvider>(time);
        });
        await strict.StartAsync(Cancellation);
        var moderators = strict.Services.GetRequiredService<Moderators>();
        using var browser = Browser(
            (await moderators.SignInAsync(await moderators.InviteAsync("Joan", Cancellation), Cancellation))!,
            WebHost.AddressOf(strict)
        );

        using var feed = await browser.GetAsync("/moderation/", Cancellation);

        Assert.Equal(SecondFactorEndpoints.Path, feed.Headers.Location?.OriginalString);
        await strict.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Resetting_ends_sessions_and_removing_takes_a_code()
    {
        using var browser = await SignInAsync("Frances");
        var app = await EnrolAsync(browser);
        time.Advance(TimeSpan.FromMinutes(1));
        using var wrong = await PostAsync(browser, $"{SecondFactorEndpoints.Path}/remove", new { code = "123" });
        using var removed = await PostAsync(browser, $"{SecondFactorEndpoints.Path}/remove", new { code = Code(app) });
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (wrong.StatusCode, removed.StatusCode));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/moderation/"));

        await EnrolAsync(browser);
        var team = App.Services.GetRequiredService<ModeratorTeam>();
        Assert.True(
            await team.ResetSecondFactorAsync(
                (await team.FindAsync("Frances", Cancellation))!.Id,
                new Moderator("flash", "root", "root"),
                Cancellation
            )
        );
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(browser, "/moderation/"));
        using var anew = await SignInAsync("Frances");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(anew, "/moderation/"));
    }

    [Fact]
    public async Task The_database_alone_gives_no_codes()
    {
        using var browser = await SignInAsync("Annie");
        var (app, codes) = await EnrolWithCodesAsync(browser);

        var stored = string.Concat(
            await ListAsync(
                "SELECT moderators::text FROM flash.moderators UNION ALL SELECT moderator_recovery_codes::text FROM flash.moderator_recovery_codes UNION ALL SELECT audit_log::text FROM flash.audit_log"
            )
        );

        Assert.DoesNotContain(Convert.ToHexStringLower(app), stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Base32.Encode(app), stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(codes, code =>
            stored.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
            || stored.Contains(
                Convert.ToHexStringLower(Encoding.ASCII.GetBytes(code)),
                StringComparison.OrdinalIgnoreCase
            )
        );
    }

    private async Task<byte[]> EnrolAsync(HttpClient browser) => (await EnrolWithCodesAsync(browser)).Secret;

    /// <summary>Scans the picture, as an app does, and types the code that it shows.</summary>
    private async Task<(byte[] Secret, List<string> Codes)> EnrolWithCodesAsync(HttpClient browser)
    {
        using var offer = await PostAsync(browser, $"{SecondFactorEndpoints.Path}/offer", new { });
        var page = await offer.Content.ReadAsStringAsync(Cancellation);
        var size = int.Parse(
            SizePattern().Match(page).Groups[1].Value,
            System.Globalization.CultureInfo.InvariantCulture
        );
        var address = TotpTests.Scan(new QrCode(size, PathPattern().Match(page).Groups[1].Value));
        var secret = TotpTests.SecretIn(address);
        Assert.Contains(Base32.Group(Base32.Encode(secret), 4, ' '), page, StringComparison.Ordinal);
        using var set = await PostAsync(browser, $"{SecondFactorEndpoints.Path}/enrol", new { code = Code(secret) });
        var done = await set.Content.ReadAsStringAsync(Cancellation);
        Assert.True(set.StatusCode == HttpStatusCode.OK, done);
        return (secret, CodesIn(done));
    }

    private string Code(byte[] secret) => Totp.Code(secret, Totp.StepAt(time.GetUtcNow()));

    private static List<string> CodesIn(string page) => [.. CodePattern().Matches(page).Select(match => match.Value)];

    private async Task<Client> SignInAsync(string name, ModeratorRole? role = null) =>
        Browser((await Moderators.SignInAsync(await Moderators.InviteAsync(name, role, Cancellation), Cancellation))!); // just invited

    private Client Browser(string session, Uri? address = null)
    {
        var cookies = new CookieContainer();
        cookies.Add(address ?? WebHost.AddressOf(App), new Cookie(SessionCookie.Plain, session, "/moderation"));
        var browser = new Client(cookies) { BaseAddress = address ?? WebHost.AddressOf(App) };
        browser.DefaultRequestHeaders.Add("X-Flash", "1");
        return browser;
    }

    private string Cookie(Client browser) =>
        browser.Cookies.GetCookies(new Uri(WebHost.AddressOf(App), "/moderation/"))[SessionCookie.Plain]!.Value;

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, object body) =>
        browser.PostAsJsonAsync(path, body, Cancellation);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Cancellation);
        return answer.StatusCode;
    }

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

    [GeneratedRegex("viewBox=\"0 0 (\\d+) ")]
    private static partial Regex SizePattern();

    [GeneratedRegex("<path d=\"([^\"]+)\"")]
    private static partial Regex PathPattern();

    [GeneratedRegex("[A-Z2-7]{6}(-[A-Z2-7]{6}){3}")]
    private static partial Regex CodePattern();

    private sealed class Client(CookieContainer cookies)
        : HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
    {
        public CookieContainer Cookies { get; } = cookies;
    }
}
