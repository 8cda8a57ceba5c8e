using System.Net;
using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Testing;
using Flash.Worker.Queue;
using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flash.Bots.Web.Tests;

/// <summary>Those who watch are watched: whatever a moderator opens or does is in the audit log under their name.
/// Routes come from the running program.</summary>
public sealed class ConsoleAuditTests(WebHost host) : IClassFixture<WebHost>
{
    private const string Person = "4711";

    /// <summary>Acts that need something to act on, in the order in which they make sense. {generation}, {person} and
    /// numbers of what an earlier act made are filled in.</summary>
    private static readonly (string Pattern, string Body, string Action)[] Acts =
    [
        ("/moderation/rules/try", """{"kind":"phrase","pattern":"cat"}""", "rule.tried"),
        ("/moderation/rules", """{"kind":"phrase","pattern":"cat","action":"flag"}""", "rule.added"),
        ("/moderation/rules/{id:long}/off", "{}", "rule.removed"),
        ("/moderation/people/{platform}/{id}/ban", """{"days":"30","reason":"Spam."}""", "user.banned"),
        ("/moderation/people/{platform}/{id}/unban", "{}", "user.unbanned"),
        ("/moderation/people/{platform}/{id}/quota", """{"perHour":"5"}""", "quota.set"),
        ("/moderation/log/verify", "{}", "moderation.chain_verified"),
        ("/moderation/generations/{id:guid}/preserve", """{"reason":"For a report."}""", "evidence.preserved"),
        ("/moderation/evidence/1/release", "{}", "evidence.released"),
        ("/moderation/generations/{id:guid}/reject", "{}", "moderation.rejected"),
        ("/moderation/team", """{"name":"Somebody new"}""", "moderator.added"),
        ("/moderation/team", """{"name":"Somebody new"}""", "moderator.invited"),
        ("/moderation/second-factor/offer", "{}", "moderator.second_factor_offered"),
        ("/moderation/people/{platform}/{id}/erase", """{"confirm":"erase"}""", "user.erased"),
        ("/moderation/sign-out", "{}", "moderator.signed_out"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private NpgsqlDataSource Database => host.Services.GetRequiredService<NpgsqlDataSource>();

    [Fact]
    public async Task Every_page_that_is_opened_leaves_an_entry_under_the_name_of_whoever_opened_it()
    {
        var generation = await HeldAsync("a lighthouse");
        await host
            .Services.GetRequiredService<ModerationDesk>()
            .AddRuleAsync(
                PromptRule.Create(RuleKind.Phrase, "grumpy cat"),
                null,
                new Moderator("flash", "test", "Test"),
                Cancellation
            );
        var opened = 0;
        foreach (
            var (_, pattern) in ConsoleClient
                .Routes(host.Services, "/moderation/")
                .Where(route => route.Method == "GET")
        )
        {
            // The sign-in has no one yet; the stream says only that something happened; one's own second factor shows
            // nothing of anyone.
            if (
                pattern.StartsWith("/moderation/sign-in", StringComparison.Ordinal)
                || pattern is "/moderation/events" or "/moderation/second-factor"
                // There is a page only of a request that began with someone's picture; this one did not.
                || pattern.StartsWith("/moderation/given/", StringComparison.Ordinal)
                // Nothing is preserved here; EvidencePageTests opens one.
                || pattern.EndsWith("/file", StringComparison.Ordinal)
            )
            {
                continue;
            }

            // Someone new each time: what is open already is noted once.
            var name = $"Ada, who opens {pattern}";
            using var browser = await ConsoleClient.SignInAsync(
                host.Services,
                host.Address,
                name,
                ModeratorRole.Admin,
                Cancellation
            );
            var path = PathOf(pattern, generation, "1");
            var before = await CountAsync(name);
            using var answer = await browser.AskAsync(
                "GET",
                pattern.EndsWith("rows", StringComparison.Ordinal) ? $"{path}?q=something" : path
            );
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {answer.StatusCode}.");
            Assert.True(await CountAsync(name) > before, $"Opening {pattern} left no entry.");
            opened++;
        }

        Assert.True(opened >= 11, $"Only {opened} pages were found.");
    }

    [Fact]
    public async Task A_list_that_refreshes_itself_is_one_view_and_a_picture_in_a_page_belongs_to_the_page()
    {
        using var browser = await ConsoleClient.SignInAsync(host.Services, host.Address, "Grace", null, Cancellation);
        var generation = await HeldAsync("a windmill");
        await browser.StatusAsync("/moderation/?q=windmill");
        var before = await CountAsync("Grace");

        await browser.StatusAsync("/moderation/rows?q=windmill", ("X-Flash", "live"));
        await browser.StatusAsync("/moderation/rows?q=windmill", ("X-Flash", "live"));
        await browser.StatusAsync($"/moderation/thumbnails/{generation}/1", ("Sec-Fetch-Dest", "image"));
        Assert.Equal(before, await CountAsync("Grace"));

        await browser.StatusAsync("/moderation/rows?q=another", ("X-Flash", "live"));
        await browser.StatusAsync($"/moderation/thumbnails/{generation}/1", ("Sec-Fetch-Dest", "document"));
        Assert.Equal(before + 2, await CountAsync("Grace"));
    }

    [Fact]
    public async Task Every_act_leaves_its_entry_under_the_name_of_whoever_did_it()
    {
        using var browser = await ConsoleClient.SignInAsync(
            host.Services,
            host.Address,
            "Hedy",
            ModeratorRole.Admin,
            Cancellation
        );
        var generation = await HeldAsync("a castle");
        var rule = 0L;
        foreach (var (pattern, body, action) in Acts)
        {
            var path = PathOf(pattern, generation, rule.ToString(System.Globalization.CultureInfo.InvariantCulture));
            using var answer = await browser.AskAsync("POST", path, body);
            Assert.True(
                answer.IsSuccessStatusCode,
                $"{path} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Cancellation)}"
            );
            await using var command = Database.CreateCommand(
                "SELECT actor_name FROM flash.audit_log WHERE action = $1 ORDER BY id DESC LIMIT 1"
            );
            command.Parameters.Add(new() { Value = action });
            Assert.Equal("Hedy", await command.ExecuteScalarAsync(Cancellation));
            await using var newest = Database.CreateCommand("SELECT COALESCE(max(id), 0) FROM flash.prompt_rules");
            rule = (long)(await newest.ExecuteScalarAsync(Cancellation))!; // never null
        }
    }

    [Fact]
    public async Task The_queues_dashboard_is_for_admins_and_opening_it_is_an_entry()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancellation);
        await using var app = WebHost.Build(database.ConnectionString, builder =>
        {
            var options = QueueStorage.Options(TimeSpan.FromSeconds(1));
            builder.Services.AddSingleton<JobStorage>(
                new PostgreSqlStorage(new NpgsqlConnectionFactory(database.ConnectionString, options, null), options)
            );
        });
        await app.StartAsync(Cancellation);
        using var admin = await ConsoleClient.SignInAsync(
            app.Services,
            WebHost.AddressOf(app),
            "Hedy",
            ModeratorRole.Admin,
            Cancellation
        );
        using var moderator = await ConsoleClient.SignInAsync(
            app.Services,
            WebHost.AddressOf(app),
            "Maud",
            ModeratorRole.Moderator,
            Cancellation
        );
        using var nobody = new ConsoleClient(WebHost.AddressOf(app), null);

        Assert.Equal(HttpStatusCode.OK, await admin.StatusAsync(OperatorPages.DashboardPath, ("Accept", "text/html")));
        Assert.NotEqual(
            HttpStatusCode.OK,
            await moderator.StatusAsync(OperatorPages.DashboardPath, ("Accept", "text/html"))
        );
        Assert.NotEqual(
            HttpStatusCode.OK,
            await nobody.StatusAsync(OperatorPages.DashboardPath, ("Accept", "text/html"))
        );
        await using var command = app
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand(
                "SELECT string_agg(actor_name, ',') FROM flash.audit_log WHERE action = 'moderation.queue_viewed'"
            );
        Assert.Equal("Hedy", await command.ExecuteScalarAsync(Cancellation));
        await app.StopAsync(Cancellation);
    }

    private static string PathOf(string pattern, Guid generation, string number) =>
        pattern
            .Replace("{id:guid}", generation.ToString("D"), StringComparison.Ordinal)
            .Replace("{id:long}", number, StringComparison.Ordinal)
            .Replace("{index:int}", "1", StringComparison.Ordinal)
            .Replace("{platform}", "telegram", StringComparison.Ordinal)
            .Replace("{id}", Person, StringComparison.Ordinal);

    /// <summary>A generation of <see cref="Person"/> that is held, with a picture to look at.</summary>
    private async Task<Guid> HeldAsync(string prompt)
    {
        await host
            .Services.GetRequiredService<Conversation>()
            .HandleAsync(
                new IncomingMessage
                {
                    IdempotencyKey = $"test:{prompt}",
                    From = new Person(Platform.Telegram, Person, "Somebody"),
                    Chat = new Chat(Platform.Telegram, Person, Title: null, IsPrivate: true),
                    Text = prompt,
                    ReplyTo = new PlaygroundReply(Guid.NewGuid()),
                },
                Cancellation
            );
        await using var command = Database.CreateCommand(
            """
            WITH held AS (UPDATE flash.generations SET state = 'held' WHERE prompt = $1 RETURNING id)
            INSERT INTO flash.pictures (generation_id, index, width, height, sha256, thumbnail) SELECT id, 1, 8, 8, '', 'jpeg' FROM held RETURNING generation_id
            """
        );
        command.Parameters.Add(new() { Value = prompt });
        return (Guid)(await command.ExecuteScalarAsync(Cancellation))!; // just asked for
    }

    private async Task<long> CountAsync(string name)
    {
        await using var command = Database.CreateCommand(
            "SELECT count(*) FROM flash.audit_log WHERE actor_platform = 'flash' AND actor_name = $1"
        );
        command.Parameters.Add(new() { Value = name });
        return (long)(await command.ExecuteScalarAsync(Cancellation))!; // count is never null
    }
}
