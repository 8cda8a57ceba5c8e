using System.Net;
using Flash.Bots.Conversations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Web.Tests.Moderation;

/// <summary>The page with the rules: what each caught, and how one is switched on and edited.</summary>
public sealed class ConsoleRulesTests(WebHost host) : IClassFixture<WebHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_is_switched_on_only_after_it_was_tried()
    {
        using var hedy = await SignInAsync("Hedy");
        const string Rule = """{"kind":"phrase","pattern":"purple walrus","action":"hold"}""";

        Assert.Contains("Try it first", await SayAsync(hedy, "/moderation/rules", Rule, HttpStatusCode.BadRequest));
        await SayAsync(hedy, "/moderation/rules/try", """{"kind":"phrase","pattern":"purple cat"}""");
        await SayAsync(hedy, "/moderation/rules", Rule, HttpStatusCode.BadRequest);
        await SayAsync(hedy, "/moderation/rules/try", Rule);

        Assert.Contains("is on", await SayAsync(hedy, "/moderation/rules", Rule));
    }

    [Theory]
    [InlineData(".*")]
    [InlineData("[aeiou0-9]")]
    public async Task What_catches_nearly_everything_is_asked_for_twice(string pattern)
    {
        using var maud = await SignInAsync("Maud");
        var rule = $$"""{"kind":"regex","pattern":"{{pattern}}","action":"hold"}""";
        var sure = $$"""{"kind":"regex","pattern":"{{pattern}}","action":"hold","sure":"yes"}""";

        Assert.Contains("I mean it", await SayAsync(maud, "/moderation/rules/try", rule));
        Assert.Contains(
            "say that you mean it",
            await SayAsync(maud, "/moderation/rules", rule, HttpStatusCode.BadRequest)
        );
        Assert.Contains("is on", await SayAsync(maud, "/moderation/rules", sure));
        await ExecuteAsync("UPDATE flash.prompt_rules SET removed_at = now() WHERE kind = 'regex'");
    }

    [Fact]
    public async Task The_page_shows_what_the_safety_policy_is_in_this_process()
    {
        using var joan = await SignInAsync("Joan");
        var policy = host.Services.GetRequiredService<IOptions<ModerationOptions>>().Value;
        var (share, flagged) = (policy.UnsafeShare, policy.FlaggedPictures);
        (policy.UnsafeShare, policy.FlaggedPictures) = (0.37, PictureAction.Block);
        try
        {
            using var page = await joan.AskAsync("GET", "/moderation/rules");
            var shown = await page.Content.ReadAsStringAsync(Cancellation);

            Assert.Contains(""">UnsafeShare</th><td>0.37</td>""", shown, StringComparison.Ordinal);
            Assert.Contains("Flagged pictures are not shown.", shown, StringComparison.Ordinal);
            Assert.All(["SafetyCheck", "SuggestiveShare", "FlaggedPictures", "Adult", "PictureDistance"], name =>
                Assert.Contains($">{name}</th>", shown, StringComparison.Ordinal)
            );
        }
        finally
        {
            (policy.UnsafeShare, policy.FlaggedPictures) = (share, flagged);
        }
    }

    [Fact]
    public async Task Editing_a_rule_ends_the_old_one_and_keeps_its_history()
    {
        using var ada = await SignInAsync("Ada");
        const string Before = """{"kind":"phrase","pattern":"grumpy wyvern","action":"flag"}""";
        await SayAsync(ada, "/moderation/rules/try", Before);
        await SayAsync(ada, "/moderation/rules", Before);
        var old = await OneAsync("SELECT max(id) FROM flash.prompt_rules");

        var after = $$"""{"kind":"phrase","pattern":"very grumpy wyvern","action":"hold","replaces":"{{old}}"}""";
        await SayAsync(ada, "/moderation/rules/try", after);
        await SayAsync(ada, "/moderation/rules", after);

        var fresh = await OneAsync("SELECT id FROM flash.prompt_rules WHERE pattern = 'very grumpy wyvern'");
        Assert.Equal(
            1,
            await OneAsync($"SELECT count(*) FROM flash.prompt_rules WHERE id = {old} AND removed_at IS NOT NULL")
        );
        Assert.Equal(old, await OneAsync($"SELECT replaces FROM flash.prompt_rules WHERE id = {fresh}"));
        using var page = await ada.AskAsync("GET", $"/moderation/rules/{fresh}");
        var shown = await page.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("pattern very grumpy wyvern", shown, StringComparison.Ordinal);
        Assert.Contains("pattern grumpy wyvern", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_rule_shows_its_hits_and_what_of_them_was_wrong()
    {
        var rule = (
            await host
                .Services.GetRequiredService<ModerationDesk>()
                .AddRuleAsync(
                    PromptRule.Create(RuleKind.Phrase, "blue narwhal", RuleAction.Block),
                    null,
                    new Moderator("flash", "test", "Test"),
                    Cancellation
                )
        )!.Value;
        host.Services.GetRequiredService<PromptRules>().Forget();
        await AskAsync("one blue narwhal");
        await AskAsync("blue narwhals at night");
        using var grace = await SignInAsync("Grace");
        var entry = await OneAsync("SELECT min(id) FROM flash.audit_log WHERE action = 'imagine.blocked'");
        var another = await OneAsync("SELECT min(id) FROM flash.audit_log");

        await SayAsync(grace, $"/moderation/rules/{rule}/hits/{entry}/false");
        await SayAsync(grace, $"/moderation/rules/{rule}/hits/{entry}/false", "{}", HttpStatusCode.Conflict);
        await SayAsync(grace, $"/moderation/rules/{rule}/hits/{another}/false", "{}", HttpStatusCode.Conflict);

        await host.SealAsync();
        using var page = await grace.AskAsync("GET", $"/moderation/rules/{rule}");
        var shown = await page.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("2 hits and 1 false positives", shown, StringComparison.Ordinal);
        Assert.Contains("blue narwhals at night", shown, StringComparison.Ordinal);
    }

    private Task<ConsoleClient> SignInAsync(string name) =>
        ConsoleClient.SignInAsync(host.Services, host.Address, name, ModeratorRole.Moderator, Cancellation);

    private static async Task<string> SayAsync(
        ConsoleClient browser,
        string path,
        string body = "{}",
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        using var answer = await browser.AskAsync("POST", path, body);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.True(answer.StatusCode == expected, $"{path} answered {answer.StatusCode}: {text}");
        return text;
    }

    private Task AskAsync(string prompt) =>
        host
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

    private async Task<long> OneAsync(string sql)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!; // each of them gives a number
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
