using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Moderation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Flash.Bots.Web.Tests.Browser;

/// <summary>The console on a phone, in the dark, and without eyes.</summary>
public sealed class ConsoleLooksTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private T Service<T>()
        where T : notnull => chromium.Services.GetRequiredService<T>();

    [Theory]
    [InlineData(390, 844, ColorScheme.Light, "phone")]
    [InlineData(1280, 900, ColorScheme.Dark, "dark")]
    public async Task Every_page_fits_a_phone_and_the_dark_and_names_its_controls(
        int width,
        int height,
        ColorScheme scheme,
        string name
    )
    {
        var page = await chromium.OpenAsync(width, height, scheme);
        await Service<ModerationDesk>()
            .AddRuleAsync(
                PromptRule.Create(RuleKind.Phrase, "unwanted dragon", RuleAction.Hold),
                null,
                new Moderator("flash", "test", "Test"),
                Cancellation
            );
        await ConsoleSteps.AskAsync(
            chromium.Services,
            "A person with a very long name that goes on and on",
            "an unwanted dragon " + new string('w', 60),
            Cancellation
        );
        var link = await Service<Moderators>().InviteAsync($"Hedy {name}", ModeratorRole.Admin, Cancellation);
        await page.GotoAsync($"{chromium.Address}moderation/sign-in#{link}");
        await page.Locator("#sign-in").ClickAsync();
        await Expect(page.Locator("nav.sections")).ToBeVisibleAsync();

        foreach (
            var path in (string[])
                ["", "review", "people", "rules", "statistics", "log", "sessions", "second-factor", "team", "evidence"]
        )
        {
            await page.GotoAsync($"{chromium.Address}moderation/{path}");
            var overflow = await page.EvaluateAsync<int>(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            );
            Assert.True(overflow <= 0, $"/moderation/{path} is {overflow} pixels too wide for {width}.");
            Assert.Equal(
                "",
                await page.EvaluateAsync<string>(
                    """
                    () => [...document.querySelectorAll('button, input, select, a, img')]
                      .filter((one) => !(one.labels?.length || one.getAttribute('aria-label') || one.textContent.trim() || one.hasAttribute('alt')))
                      .map((one) => one.outerHTML).join('\n')
                    """
                )
            );
            Assert.Equal(1, await page.Locator("main").CountAsync());
            Assert.Equal(1, await page.Locator("nav").CountAsync());
            await CleanAsync(page, path);
            await ConsoleSteps.PictureAsync(page, $"{(path is "" ? "feed" : path.Replace('/', '-'))}-{name}");
        }

        // What opens on a page, and pages of one thing.
        await page.GotoAsync($"{chromium.Address}moderation/review");
        await page.Keyboard.PressAsync("?");
        await CleanAsync(page, "review, keys");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".case").First.FocusAsync();
        foreach (var key in (string[])["b", "R"])
        {
            await page.Keyboard.PressAsync(key);
            await CleanAsync(page, $"review, {key}");
            await page.Keyboard.PressAsync("Escape");
        }

        await page.Locator(".case h2 a").First.ClickAsync();
        await Expect(page.Locator(".log")).ToBeVisibleAsync();
        await CleanAsync(page, "one generation");
        await page.Locator("article a[href*='/people/']").First.ClickAsync();
        await Expect(page.Locator("form[data-post$='/ban']")).ToBeVisibleAsync();
        await CleanAsync(page, "one person");
    }

    /// <summary>axe-core finds nothing, best practices included.</summary>
    private static async Task CleanAsync(IPage page, string what)
    {
        var found = await page.RunAxe();
        Assert.True(
            found.Violations.Length == 0,
            $"{what}: {string.Join("; ", found.Violations.Select(one => $"{one.Id} ({one.Help}) at {string.Join(", ", one.Nodes.Select(node => node.Target))}"))}"
        );
    }
}
