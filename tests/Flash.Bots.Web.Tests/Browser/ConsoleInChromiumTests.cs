using Flash.Bots.Conversations;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Flash.Bots.Web.Moderation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Flash.Bots.Web.Tests.Browser;

/// <summary>A moderator's day: finds a picture, rejects a held one by key, bans and unbans, writes a rule and tries
/// it.</summary>
public sealed class ConsoleInChromiumTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private T Service<T>()
        where T : notnull => chromium.Services.GetRequiredService<T>();

    [Fact]
    public async Task A_moderator_finds_a_picture_rejects_a_held_one_bans_unbans_and_writes_a_rule()
    {
        var page = await chromium.OpenAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            // A refused act answers 4xx on purpose below; a policy violation or a script's fault never is.
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, fault) => complaints.Add(fault);
        var me = new Moderator("flash", "test", "Test", ModeratorRole.Admin);
        await Service<ModerationDesk>()
            .AddRuleAsync(PromptRule.Create(RuleKind.Phrase, "grumpy cat", RuleAction.Hold), null, me, Cancellation);
        await AskAsync("Ada", "a red boat on the sea at sunset --seed 7");
        await AskAsync("Grace", "a lighthouse in the snow at night --seed 3");
        await AskAsync("Mallory", "a grumpy cat in a garden");
        await AskAsync("Mallory", "one more grumpy cat, on a chair");
        await AskAsync("Lin", "a balloon over the mountains at dawn --seed 5");
        await DeliveredAsync(3);
        var boat = await OneAsync("SELECT id::text FROM flash.generations WHERE prompt LIKE 'a red boat%'");
        await Service<ModerationDesk>()
            .ReportAsync(
                new GenerationId(Guid.Parse(boat!)),
                2,
                new Person(Platform.Playground, Guid.NewGuid().ToString("N"), "Somebody"),
                "That is no boat.",
                Cancellation
            );

        // Signing in with the one-time link.
        var link = await Service<Moderators>().InviteAsync("Hedy", ModeratorRole.Admin, Cancellation);
        await page.GotoAsync($"{chromium.Address}moderation/sign-in#{link}");
        await page.Locator("#sign-in").ClickAsync();
        await Expect(page.Locator(".entry")).ToHaveCountAsync(5);
        await PictureAsync(page, "feed");

        // The feed follows what happens, without a reload.
        await AskAsync("Ada", "the moon over a lake");
        await Expect(page.Locator(".entry")).ToHaveCountAsync(6);

        // Finding a picture, and its history.
        await page.Locator("[name=q]").FillAsync("red boat -night");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".entry")).ToHaveCountAsync(1);
        await page.Locator(".entry").ClickAsync();
        await Expect(page.Locator(".card h2").First).ToHaveTextAsync("a red boat on the sea at sunset");
        await Expect(page.Locator(".log")).ToContainTextAsync("imagine.delivered");
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('.thumbs img')].length === 4"));
        await PictureAsync(page, "generation");

        // The queue, by keyboard only.
        await page.GotoAsync($"{chromium.Address}moderation/review");
        await Expect(page.Locator(".case")).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("j");
        await PictureAsync(page, "review");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator(".toast")).ToContainTextAsync("Rejected");
        await Expect(page.Locator(".case")).ToHaveCountAsync(2);
        Assert.Equal(
            "held 1, rejected 1",
            await OneAsync(
                "SELECT 'held ' || count(*) FILTER (WHERE state = 'held') || ', rejected ' || count(*) FILTER (WHERE state = 'rejected') FROM flash.generations WHERE prompt LIKE '%grumpy cat%'"
            )
        );
        await page.Keyboard.PressAsync("?");
        await Expect(page.Locator("#keys")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        // A reported picture leaves the chat.
        await page.Locator(".case[data-kind=reported] [data-key=x]").ClickAsync();
        await Expect(page.Locator(".case")).ToHaveCountAsync(1);
        Assert.Equal(
            "deleted",
            await OneAsync(
                $"SELECT details->>'message' FROM flash.audit_log WHERE generation_id = '{boat}' AND action = 'message.removed'"
            )
        );

        // Banning by key, from the queue.
        await page.Locator(".case").FocusAsync();
        await page.Keyboard.PressAsync("b");
        await page.Locator("#ban [name=reason]").FillAsync("Flooding.");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#ban")).ToBeHiddenAsync();
        Assert.Equal(
            "Mallory",
            await OneAsync(
                "SELECT person.name FROM flash.bans ban JOIN flash.users person ON person.id = ban.user_id WHERE ban.lifted_at IS NULL AND ban.banned_by = 'Hedy'"
            )
        );

        // And lifting it again.
        await page.GotoAsync($"{chromium.Address}moderation/people?banned=true");
        await Expect(page.Locator(".entry")).ToHaveCountAsync(1);
        await page.Locator(".entry").ClickAsync();
        await PictureAsync(page, "person");
        await page.Locator("#unban").ClickAsync();
        await Expect(page.Locator("form[data-post$='/ban']")).ToBeVisibleAsync();
        Assert.Equal("Hedy", await OneAsync("SELECT lifted_by FROM flash.bans ORDER BY id DESC LIMIT 1"));

        // A rule, tried before it is switched on.
        await page.GotoAsync($"{chromium.Address}moderation/rules");
        await page.Locator("[name=pattern]").FillAsync("red boat");
        await page.Locator("#try").ClickAsync();
        await Expect(page.Locator("#tried")).ToContainTextAsync("caught 1 of 6 prompts");
        await PictureAsync(page, "rules");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch it on" }).ClickAsync();
        await Expect(page.Locator(".rules .rule").Filter(new() { HasText = "red boat" })).ToHaveCountAsync(1);
        await AskAsync("Ada", "another r3d  b o a t, please");
        Assert.Equal("held", await OneAsync("SELECT state FROM flash.generations ORDER BY id DESC LIMIT 1"));

        // The log and its chain, statistics, sessions.
        await page.GotoAsync($"{chromium.Address}moderation/log");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify the whole chain now" }).ClickAsync();
        await Expect(page.Locator("#tried")).ToContainTextAsync("consistent in itself, compared with no checkpoint");
        await PictureAsync(page, "log");
        await page.GotoAsync($"{chromium.Address}moderation/statistics");
        await Expect(page.Locator(".chart")).ToHaveCountAsync(2);
        await PictureAsync(page, "statistics");
        await page.GotoAsync($"{chromium.Address}moderation/team");
        await PictureAsync(page, "team");
        await page.GotoAsync($"{chromium.Address}moderation/sessions");
        await PictureAsync(page, "sessions");
        await page.GetByRole(AriaRole.Button, new() { Name = "End the session of Hedy" }).ClickAsync();
        await Expect(page.Locator("#sign-in-text")).ToBeVisibleAsync();
        Assert.Empty(complaints);
    }

    private static Task PictureAsync(IPage page, string name) => ConsoleSteps.PictureAsync(page, name);

    private Task AskAsync(string name, string prompt) =>
        ConsoleSteps.AskAsync(chromium.Services, name, prompt, Cancellation);

    private async Task DeliveredAsync(int count)
    {
        for (var attempt = 0; attempt < 1_200; attempt++)
        {
            if (
                await OneAsync("SELECT count(*)::text FROM flash.audit_log WHERE action = 'imagine.delivered'")
                == count.ToString(System.Globalization.CultureInfo.InvariantCulture)
            )
            {
                return;
            }

            await Task.Delay(100, Cancellation);
        }

        Assert.Fail($"{count} generations were not delivered within two minutes.");
    }

    private async Task<string?> OneAsync(string sql)
    {
        await using var command = Service<NpgsqlDataSource>().CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation) as string;
    }
}
