using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Flash.Bots.Web.Tests.Browser;

/// <summary>What can be done with pictures that stand in the conversation, as a person does it.</summary>
public sealed class PicturesFurtherTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    [Fact]
    public async Task Pictures_are_varied_enlarged_worded_anew_and_deleted()
    {
        var page = await chromium.OpenAsync();
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        await SayAsync(page, "/imagine a red boat on the sea --seed 7 --count 2");
        await Expect(Verbs(page, "delete")).ToHaveCountAsync(1);

        await Verbs(page, "choices").Nth(1).ClickAsync();
        await Verbs(page, "subtle").ClickAsync();
        await Expect(Verbs(page, "delete")).ToHaveCountAsync(1);
        await Verbs(page, "fewer").ClickAsync();
        await Expect(Verbs(page, "delete")).ToHaveCountAsync(2);

        await Verbs(page, "enlarge").First.ClickAsync();
        await Expect(page.Locator("#messages .text", new() { HasText = "512 × 512 pixels" })).ToHaveCountAsync(1);

        await Verbs(page, "edit").First.ClickAsync();
        await Expect(page.Locator("#composer-text")).ToHaveValueAsync("a red boat on the sea");
        await Expect(page.Locator("#replying")).ToBeVisibleAsync();
        await page.Locator("#composer-text").FillAsync("red -> green");
        await page.Locator("#composer-text").PressAsync("Enter");
        await Expect(page.Locator("#replying")).ToBeHiddenAsync();
        await Expect(
                page.Locator("#messages > .message:not(.mine) .text", new() { HasText = "“a green boat on the sea”" })
            )
            .ToHaveCountAsync(1);
        await Expect(Verbs(page, "delete")).ToHaveCountAsync(4);
        await page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(ChromiumFixture.Artifacts, "playground-further.png"),
                Animations = ScreenshotAnimations.Disabled,
            }
        );

        await Verbs(page, "delete").First.ClickAsync();
        await Expect(Verbs(page, "delete")).ToHaveCountAsync(3);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_picture_of_ones_own_is_drawn_from()
    {
        var page = await chromium.OpenAsync();
        await page.Locator("#picture")
            .SetInputFilesAsync(Path.Combine(Flash.Testing.Repository.Root, "docs", "images", "playground.png"));
        await Expect(page.Locator("#replying-to")).ToHaveTextAsync("Starting from playground.png");

        await SayAsync(page, "a snowy mountain --count 1 --strength 50");

        await Expect(page.Locator(".mine .gallery img")).ToHaveCountAsync(1);
        await Expect(Verbs(page, "delete")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_picture_that_is_too_large_is_refused_before_it_is_sent()
    {
        var page = await chromium.OpenAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        // Playwright itself carries no more than 50 MB into a page.
        await page.EvaluateAsync(
            """
            () => {
              const files = new DataTransfer();
              files.items.add(new File([new Uint8Array(51_000_000)], 'large.jpg', { type: 'image/jpeg' }));
              const input = document.getElementById('picture');
              input.files = files.files;
              input.dispatchEvent(new Event('change'));
            }
            """
        );

        await Expect(page.Locator(".toast.error")).ToContainTextAsync("a picture has at most 20 MB");
        await Expect(page.Locator("#replying")).ToBeHiddenAsync();
        Assert.DoesNotContain(asked, url => url.EndsWith("/playground/pictures", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_are_changed_by_buttons_and_data_comes_as_a_file()
    {
        var page = await chromium.OpenAsync();
        await SayAsync(page, "/settings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pictures: as usual" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "1", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pictures: 1" })).ToBeVisibleAsync();
        await page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(ChromiumFixture.Artifacts, "playground-settings.png"),
                Animations = ScreenshotAnimations.Disabled,
            }
        );

        await SayAsync(page, "/privacy export");
        await Expect(page.Locator("a.file:not([hidden])")).ToHaveTextAsync("flash-data.json");
        var address = await page.Locator("a.file:not([hidden])").GetAttributeAsync("href");
        Assert.Contains(
            "\"",
            await page.EvaluateAsync<string>("async (address) => (await fetch(address)).text()", address),
            StringComparison.Ordinal
        );
    }

    private static ILocator Verbs(IPage page, string verb) => page.Locator($"[data-verb={verb}]");

    private static async Task SayAsync(IPage page, string text)
    {
        await page.Locator("#composer-text").FillAsync(text);
        await page.Locator("#composer-text").PressAsync("Enter");
    }
}
