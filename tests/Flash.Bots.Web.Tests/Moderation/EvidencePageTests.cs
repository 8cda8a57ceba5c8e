using System.Net;
using System.Text.Json.Nodes;
using Flash.Bots.Conversations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flash.Bots.Web.Tests.Moderation;

/// <summary>Evidence in the console: preserved by a button, saved as a signed file, for admins only.</summary>
public sealed class EvidencePageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_preserves_it_saves_it_and_lets_go_of_it_and_moderators_see_nothing_of_it()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancellation);
        var folder = Directory.CreateTempSubdirectory("flash-evidence-").FullName;
        await using var app = WebHost.Build(database.ConnectionString, builder =>
            builder.Configuration["Flash:Audit:Folder"] = folder
        );
        await app.StartAsync(Cancellation);
        await app
            .Services.GetRequiredService<Conversation>()
            .HandleAsync(
                new IncomingMessage
                {
                    IdempotencyKey = "test:castle",
                    From = new Person(Platform.Telegram, "4711", "Somebody"),
                    Chat = new Chat(Platform.Telegram, "4711", Title: null, IsPrivate: true),
                    Text = "a castle",
                    ReplyTo = new PlaygroundReply(Guid.NewGuid()),
                },
                Cancellation
            );
        await using var command = app
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("SELECT id FROM flash.generations");
        var generation = (Guid)(await command.ExecuteScalarAsync(Cancellation))!; // just asked for
        var address = WebHost.AddressOf(app);
        using var admin = await ConsoleClient.SignInAsync(
            app.Services,
            address,
            "Ada",
            ModeratorRole.Admin,
            Cancellation
        );
        using var moderator = await ConsoleClient.SignInAsync(
            app.Services,
            address,
            "Maud",
            ModeratorRole.Moderator,
            Cancellation
        );

        var preserve = $"/moderation/generations/{generation}/preserve";
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(moderator, preserve, """{"reason":"Look!"}"""));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(admin, preserve, """{"reason":"For a report."}"""));
        using var page = await admin.AskAsync("GET", "/moderation/evidence");
        Assert.Contains("For a report.", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await moderator.StatusAsync("/moderation/evidence"));
        Assert.Equal(HttpStatusCode.Forbidden, await moderator.StatusAsync("/moderation/evidence/1/file"));

        using var file = await admin.AskAsync("GET", "/moderation/evidence/1/file");
        var saved = JsonNode.Parse(await file.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal("flash-evidence-1.json", file.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("Ada", (string?)saved["statement"]!["exportedBy"]);
        Assert.Equal("a castle", (string?)saved["statement"]!["content"]!["request"]!["prompt"]);
        Assert.Equal(128, ((string?)saved["signature"])?.Length);

        Assert.Equal(HttpStatusCode.OK, await PostAsync(admin, "/moderation/evidence/1/release"));
        Assert.Equal(HttpStatusCode.NotFound, await admin.StatusAsync("/moderation/evidence/1/file"));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(admin, "/moderation/evidence/1/release"));
        await using var entries = app
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand(
                "SELECT string_agg(actor_name || ' ' || action, ', ' ORDER BY id) FROM flash.audit_log WHERE action LIKE 'evidence.%'"
            );
        Assert.Equal(
            "Ada evidence.preserved, Ada evidence.listed, Ada evidence.exported, Ada evidence.released",
            await entries.ExecuteScalarAsync(Cancellation)
        );
        await app.StopAsync(Cancellation);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<HttpStatusCode> PostAsync(ConsoleClient browser, string path, string body = "{}")
    {
        using var answer = await browser.AskAsync("POST", path, body);
        return answer.StatusCode;
    }
}
