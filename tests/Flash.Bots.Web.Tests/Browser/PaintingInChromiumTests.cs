using System.Text.RegularExpressions;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Flash.Bots.Web.Tests.Browser;

/// <summary>A picture is painted over with mouse, finger and keyboard, and drawn anew there.</summary>
public sealed partial class PaintingInChromiumTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private const string PixelsOf = """
        async (address) => {
          const image = await createImageBitmap(await (await fetch(address)).blob());
          const canvas = new OffscreenCanvas(image.width, image.height);
          canvas.getContext('2d').drawImage(image, 0, 0);
          return [...canvas.getContext('2d').getImageData(0, 0, image.width, image.height).data].map((value, i) => i % 4 === 3 ? '' : value).filter((value) => value !== '');
        }
        """;

    [Fact]
    public async Task What_the_mouse_painted_over_changes_and_the_rest_stays()
    {
        var page = await chromium.OpenAsync();
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        await OpenPainterAsync(page, "a red boat on the sea --seed 7 --count 2");
        var box = (await page.Locator("#painter-board").BoundingBoxAsync())!; // It is shown.

        await page.Locator("#painter-words").FillAsync("a white lighthouse");
        await page.Locator("#painter-draw").ClickAsync();
        await Expect(page.Locator("#painter-error"))
            .ToHaveTextAsync("Nothing is painted over yet. Paint over what should change.");

        await StrokeAsync(page, box, (0.3, 0.3), (0.7, 0.3));
        await page.Locator("#painter-undo").ClickAsync();
        await Expect(page.Locator("#painter-painted")).ToHaveTextAsync("");
        await page.Locator("#painter-size").FillAsync("22");
        await StrokeAsync(page, box, (0.86, 0.15), (0.86, 0.75));
        await StrokeAsync(page, box, (0.75, 0.2), (0.75, 0.7));
        await page.Locator("#painter-erase").ClickAsync();
        await StrokeAsync(page, box, (0.55, 0.1), (0.55, 0.9));
        await Expect(page.Locator("#painter-painted")).ToHaveTextAsync(SomePainted());
        await ShootAsync(page, "painter.png");
        await page.Locator("#painter-draw").ClickAsync();

        await Expect(page.Locator("#painter")).ToBeHiddenAsync();
        // The picture that was painted on shows its other buttons still.
        await Expect(page.Locator("[data-verb=delete]")).ToHaveCountAsync(1);
        await ShootAsync(page, "painted.png");
        var before = await PixelsAsync(page, page.Locator(".gallery").First.Locator("img").Nth(1));
        var after = await PixelsAsync(page, page.Locator(".gallery").Last.Locator("img").First);
        // Both went through JPEG; what stays differs by no more than that.
        Assert.InRange(Difference(before, after, 0, 0.5), 0, 2.5);
        Assert.InRange(Difference(before, after, 0.75, 0.95), 8, 255);
        Assert.Empty(complaints);
        var recipe = await LatestRecipeAsync();
        Assert.Equal(PictureArea.Right, recipe.Start!.Painted!.Area);
        Assert.Equal(("a red boat on the sea, a white lighthouse", 2), (recipe.Prompt, recipe.Start.Index));
    }

    [Theory]
    [InlineData(ColorScheme.Light, "painter-phone.png")]
    [InlineData(ColorScheme.Dark, "painter-phone-dark.png")]
    public async Task On_a_phone_all_of_it_is_in_reach_of_a_finger(ColorScheme scheme, string screenshot)
    {
        var page = await chromium.OpenAsync(360, 740, scheme);
        await OpenPainterAsync(page, "a yellow moon over a snowy mountain --seed 7 --count 1");
        var box = (await page.Locator("#painter-board").BoundingBoxAsync())!; // It is shown.

        await page.Touchscreen.TapAsync(box.X + (box.Width / 2), box.Y + (box.Height / 3));
        await Expect(page.Locator("#painter-painted")).ToHaveTextAsync(SomePainted());
        await page.Locator("#painter-words").FillAsync("a cloud");

        await ShootAsync(page, screenshot);
        Assert.True(
            await page.EvaluateAsync<bool>(
                "() => document.getElementById('painter').scrollWidth <= innerWidth && document.getElementById('painter-form').scrollHeight <= innerHeight"
            ),
            "The page to paint on does not fit the phone."
        );
        foreach (var name in new[] { "erase", "undo", "clear", "draw", "close" })
        {
            var button = (await page.Locator($"#painter-{name}").BoundingBoxAsync())!; // It is shown.
            Assert.True(button is { Width: >= 36, Height: >= 36 }, $"#painter-{name} is too small for a finger.");
        }
    }

    [Fact]
    public async Task Painting_needs_no_mouse()
    {
        var page = await chromium.OpenAsync();
        await OpenPainterAsync(page, "a blue fish in a flower meadow --seed 7 --count 1");
        await Expect(page.Locator("#painter-board")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Shift+ArrowLeft");
        await page.Keyboard.PressAsync("+");
        await page.Keyboard.DownAsync(" ");
        for (var i = 0; i < 4; i++)
        {
            await page.Keyboard.PressAsync("ArrowUp");
        }

        await page.Keyboard.UpAsync(" ");
        await Expect(page.Locator("#painter-painted")).ToHaveTextAsync(SomePainted());
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator("#painter-painted")).ToHaveTextAsync("");
        await page.Keyboard.PressAsync(" ");
        await page.Keyboard.PressAsync("e");
        await Expect(page.Locator("#painter-erase")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Locator("#painter-words").FocusAsync();
        await page.Keyboard.TypeAsync("a frog");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#painter")).ToBeHiddenAsync();
        // The picture that was painted on shows its other buttons still.
        await Expect(page.Locator("[data-verb=delete]")).ToHaveCountAsync(1);
        Assert.Equal("a blue fish in a flower meadow, a frog", (await LatestRecipeAsync()).Prompt);
    }

    [GeneratedRegex("^[1-9][0-9]* % painted$")]
    private static partial Regex SomePainted();

    private async Task<Recipe> LatestRecipeAsync()
    {
        var databases = chromium.Services.GetRequiredService<IDbContextFactory<FlashDb>>();
        await using var db = await databases.CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db
            .Generations.OrderByDescending(generation => generation.Id)
            .Select(generation => generation.Recipe)
            .FirstAsync(TestContext.Current.CancellationToken);
    }

    private static async Task OpenPainterAsync(IPage page, string prompt)
    {
        await page.Locator("#composer-text").FillAsync($"/imagine {prompt}");
        await page.Locator("#composer-text").PressAsync("Enter");
        // The buttons are there a moment before the picture is known to be finished; a quick press is told so.
        for (var i = 0; i < 20 && !await page.Locator("[data-verb=paint]").IsVisibleAsync(); i++)
        {
            await page.Locator("[data-verb=choices]").Last.ClickAsync();
            await Task.WhenAny(
                page.Locator("[data-verb=paint]").WaitForAsync(),
                page.Locator(".toast.error").Last.WaitForAsync()
            );
            // Put away, or the next round would take it for an answer to its own press.
            await page.EvaluateAsync(
                "() => document.querySelectorAll('.toast.error').forEach((toast) => toast.remove())"
            );
        }

        await page.Locator("[data-verb=paint]").ClickAsync();
        await Expect(page.Locator("#painter")).ToBeVisibleAsync();
    }

    private static async Task StrokeAsync(
        IPage page,
        LocatorBoundingBoxResult box,
        (double X, double Y) from,
        (double X, double Y) to
    )
    {
        await page.Mouse.MoveAsync((float)(box.X + (from.X * box.Width)), (float)(box.Y + (from.Y * box.Height)));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(
            (float)(box.X + (to.X * box.Width)),
            (float)(box.Y + (to.Y * box.Height)),
            new() { Steps = 8 }
        );
        await page.Mouse.UpAsync();
    }

    private static async Task<int[]> PixelsAsync(IPage page, ILocator image) =>
        await page.EvaluateAsync<int[]>(PixelsOf, await image.GetAttributeAsync("src"));

    /// <summary>Mean difference of a band from one share of the width to another.</summary>
    private static double Difference(int[] before, int[] after, double from, double to)
    {
        Assert.Equal(before.Length, after.Length);
        var side = (int)Math.Sqrt(before.Length / 3);
        return Enumerable
            .Range(0, before.Length)
            .Where(i => i / 3 % side >= from * side && i / 3 % side < to * side)
            .Average(i => Math.Abs(before[i] - after[i]));
    }

    private static Task<byte[]> ShootAsync(IPage page, string name) =>
        page.ScreenshotAsync(
            new() { Path = Path.Combine(ChromiumFixture.Artifacts, name), Animations = ScreenshotAnimations.Disabled }
        );
}
