using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Web.Moderation;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flash.Bots.Web.Tests.Moderation;

/// <summary>What the figures count, and as what.</summary>
public sealed class StatisticsTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_moderators_rejection_is_no_failure_and_says_rejected_in_the_feed()
    {
        var rejected = await HeldAsync("a castle");
        await host
            .Services.GetRequiredService<ModerationDesk>()
            .RejectAsync(rejected, "", new Moderator("flash", "maud", "Maud"), Cancellation);
        var before = (await host.Services.GetRequiredService<StatisticsReader>().RequestsAsync(Cancellation))[^1];

        await ExecuteAsync(
            $"UPDATE flash.generations SET state = 'failed', finished_at = now() WHERE id = '{await HeldAsync("a bridge")}'"
        );
        var after = (await host.Services.GetRequiredService<StatisticsReader>().RequestsAsync(Cancellation))[^1];

        Assert.Equal((0L, 1L), (before.Ended, after.Ended));
        using var browser = await ConsoleClient.SignInAsync(host.Services, host.Address, "Ada", null, Cancellation);
        using var page = await browser.AskAsync("GET", $"/moderation/generations/{rejected}");
        Assert.Contains(
            "imagine · rejected",
            await page.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Words_that_were_changed_beside_the_log_are_marked_with_what_the_log_has()
    {
        var id = await HeldAsync("a grumpy lighthouse");
        await host.SealAsync();
        await ExecuteAsync($"UPDATE flash.generations SET prompt = 'a kind lighthouse' WHERE id = '{id}'");
        using var browser = await ConsoleClient.SignInAsync(host.Services, host.Address, "Lin", null, Cancellation);

        using var page = await browser.AskAsync("GET", $"/moderation/generations/{id}");
        var shown = await page.Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("changed beside the log", shown, StringComparison.Ordinal);
        Assert.Contains("a grumpy lighthouse", shown, StringComparison.Ordinal);
    }

    private async Task<GenerationId> HeldAsync(string prompt)
    {
        await host
            .Services.GetRequiredService<Conversation>()
            .HandleAsync(
                new IncomingMessage
                {
                    IdempotencyKey = $"test:{prompt}",
                    From = new Person(Platform.Telegram, "4711", "Somebody"),
                    Chat = new Chat(Platform.Telegram, "4711", Title: null, IsPrivate: true),
                    Text = prompt,
                    ReplyTo = new PlaygroundReply(Guid.NewGuid()),
                },
                Cancellation
            );
        await using var command = host
            .Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("UPDATE flash.generations SET state = 'held' WHERE prompt = $1 RETURNING id");
        command.Parameters.Add(new() { Value = prompt });
        return new GenerationId((Guid)(await command.ExecuteScalarAsync(Cancellation))!); // just asked for
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
