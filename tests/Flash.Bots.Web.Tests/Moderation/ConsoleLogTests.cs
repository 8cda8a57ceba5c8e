using System.Net;
using Flash.Bots.Conversations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Microsoft.Extensions.DependencyInjection;

namespace Flash.Bots.Web.Tests.Moderation;

/// <summary>The page with the log: what it is narrowed to, and the file of what fits.</summary>
public sealed class ConsoleLogTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_narrowed_by_day_network_chat_person_words_and_target_and_shows_views_only_when_asked()
    {
        using var hedy = await ConsoleClient.SignInAsync(
            host.Services,
            host.Address,
            "Hedy",
            ModeratorRole.Admin,
            Cancellation
        );
        await AskAsync("4711", "Ada", "-100123", "Painters", "a lighthouse in the snow");
        await AskAsync("4712", "Bea", "-100124", "Poets", "a windmill");
        await host
            .Services.GetRequiredService<ModerationDesk>()
            .BanAsync(
                Platform.Telegram,
                "4712",
                TimeSpan.FromDays(1),
                "Flooding the group.",
                new Moderator("flash", "maud", "Maud"),
                Cancellation
            );

        await host.SealAsync();
        var all = await ShownAsync(hedy, "");
        Assert.Contains("<b>imagine.requested</b>", all, StringComparison.Ordinal);
        Assert.Contains("<b>user.banned</b>", all, StringComparison.Ordinal);
        Assert.DoesNotContain("moderation.log_read", all, StringComparison.Ordinal);
        Assert.Contains("moderation.log_read", await ShownAsync(hedy, "views=on"), StringComparison.Ordinal);

        Assert.Equal((true, false), await SeesAsync(hedy, "actor=Ada"));
        Assert.Equal((false, true), await SeesAsync(hedy, "actor=4712"));
        Assert.Equal((true, false), await SeesAsync(hedy, "chat=Painters"));
        Assert.Equal((false, true), await SeesAsync(hedy, "chat=-100124"));
        Assert.Equal((true, false), await SeesAsync(hedy, "q=LIGHTHOUSE"));
        Assert.Equal((true, true), await SeesAsync(hedy, "on=telegram"));
        Assert.Equal((false, false), await SeesAsync(hedy, "on=discord"));
        Assert.Equal((false, false), await SeesAsync(hedy, "to=2020-01-01"));
        Assert.Equal((true, true), await SeesAsync(hedy, "from=2020-01-01"));
        Assert.Equal((false, false), await SeesAsync(hedy, "q=%25"));
        Assert.Contains("<b>user.banned</b>", await ShownAsync(hedy, "target=4712"), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>user.banned</b>", await ShownAsync(hedy, "target=4711"), StringComparison.Ordinal);
        Assert.Contains("is no day", await ShownAsync(hedy, "from=tomorrow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_shown_leaves_as_a_file_and_that_is_an_entry()
    {
        using var grace = await ConsoleClient.SignInAsync(host.Services, host.Address, "Grace", null, Cancellation);
        await AskAsync("4713", "Lin", "4713", null, "a castle");
        await AskAsync("4714", "Mae", "4714", null, "a bridge");

        await host.SealAsync();
        using var csv = await grace.AskAsync("GET", "/moderation/log/export?actor=4713");
        using var lines = await grace.AskAsync("GET", "/moderation/log/export?actor=4713&format=jsonl");
        var (table, json) = (
            await csv.Content.ReadAsStringAsync(Cancellation),
            await lines.Content.ReadAsStringAsync(Cancellation)
        );

        Assert.Equal("flash-log.csv", csv.Content.Headers.ContentDisposition?.FileName);
        Assert.StartsWith("id,occurred_at", table, StringComparison.Ordinal);
        Assert.Contains("a castle", table, StringComparison.Ordinal);
        Assert.DoesNotContain("a bridge", table, StringComparison.Ordinal);
        Assert.Contains("\"prompt\":\"a castle\"", json, StringComparison.Ordinal);
        Assert.Contains("moderation.log_exported", await ShownAsync(grace, "actor=Grace"), StringComparison.Ordinal);
        using var wrong = await grace.AskAsync("GET", "/moderation/log/export?on=nowhere");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    private static async Task<(bool Lighthouse, bool Windmill)> SeesAsync(ConsoleClient browser, string query)
    {
        var page = await ShownAsync(browser, "action=imagine.requested&" + query);
        return (
            page.Contains("a lighthouse in the snow", StringComparison.Ordinal),
            page.Contains("a windmill", StringComparison.Ordinal)
        );
    }

    private static async Task<string> ShownAsync(ConsoleClient browser, string query)
    {
        using var page = await browser.AskAsync("GET", $"/moderation/log?{query}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        return WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Cancellation));
    }

    private Task AskAsync(string person, string name, string chat, string? title, string prompt) =>
        host
            .Services.GetRequiredService<Conversation>()
            .HandleAsync(
                new IncomingMessage
                {
                    IdempotencyKey = $"test:{prompt}",
                    From = new Person(Platform.Telegram, person, name),
                    Chat = new Chat(Platform.Telegram, chat, title, IsPrivate: title is null),
                    Text = "/imagine " + prompt,
                    ReplyTo = new PlaygroundReply(Guid.NewGuid()),
                },
                Cancellation
            );
}
