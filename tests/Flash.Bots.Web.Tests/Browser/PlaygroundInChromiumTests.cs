using Flash.Bots.Moderation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Flash.Bots.Web.Tests.Browser;

/// <summary>The conversation as a person has it.</summary>
public sealed class PlaygroundInChromiumTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private const string Prompt = "a red boat on the sea at sunset";

    [Fact]
    public async Task Four_pictures_come_into_being_move_and_are_still_there_after_a_reload()
    {
        var page = await chromium.OpenAsync();
        var complaints = Complaints(page);

        await SayAsync(page, $"/imagine {Prompt} --seed 7");
        await Expect(page.Locator("[data-verb=animate]")).ToHaveCountAsync(4);
        await Expect(Pictures(page)).ToHaveCountAsync(4);
        Assert.Equal($"{Prompt} (picture 1 of 4)", await Pictures(page).First.GetAttributeAsync("alt"));
        Assert.True(
            await page.EvaluateAsync<bool>(
                "() => [...document.querySelectorAll('.gallery .layer:last-child img')].every((image) => image.naturalWidth >= 64)"
            )
        );

        await page.Locator("[data-verb=animate]").Nth(1).ClickAsync();
        await Expect(page.Locator(".badge:visible")).ToHaveCountAsync(1);
        var gif = page.Locator("#messages > .message").Last.Locator("img[src*='/playground/media/']").Last;
        Assert.Equal(
            "gif",
            await page.EvaluateAsync<string>(
                "async (address) => new TextDecoder().decode((await (await fetch(address)).arrayBuffer()).slice(0, 3)).toLowerCase()",
                await gif.GetAttributeAsync("src")
            )
        );

        await page.Locator("[data-verb=again]").First.ClickAsync();
        // The moving picture has such a button too.
        await Expect(page.Locator("[data-verb=again]")).ToHaveCountAsync(3);
        await Expect(page.Locator("[data-verb=animate]")).ToHaveCountAsync(8);

        await page.Locator("#messages > .message.with-pictures").First.ScrollIntoViewIfNeededAsync();
        await page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(ChromiumFixture.Artifacts, "playground.png"),
                Animations = ScreenshotAnimations.Disabled,
            }
        );
        var before = await TextsAsync(page);
        await page.ReloadAsync();
        await Expect(page.Locator("[data-verb=animate]")).ToHaveCountAsync(8);
        Assert.Equal(before, await TextsAsync(page));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_picture_is_seen_before_it_is_finished()
    {
        var page = await chromium.OpenAsync();
        await WatchGalleryAsync(page);

        // Previews are expendable: a busy machine may drop every one of a generation, hardly those of four.
        var (generations, sets) = (0, 0);
        while (sets <= generations && generations < 4)
        {
            await SayAsync(page, $"/imagine {Prompt} --steps 8");
            await Expect(page.Locator("[data-verb=again]")).ToHaveCountAsync(++generations);
            await Expect(Pictures(page)).ToHaveCountAsync(4 * generations);
            sets = (await page.EvaluateAsync<string[]>("() => [...window.seenSets]")).Length;
        }

        Assert.True(
            sets > generations,
            $"{generations} generations showed {sets} sets of pictures: no preview was seen."
        );
    }

    [Fact]
    public async Task Each_mistake_gets_one_sentence_and_the_next_message_works()
    {
        var page = await chromium.OpenAsync();

        await SayAsync(page, "/imagine");
        await Expect(Answers(page).Last).ToContainTextAsync("What should I draw?");
        await SayAsync(page, "/imagine a boat --seed abc");
        await Expect(Answers(page).Last).ToContainTextAsync("whole number");
        await SayAsync(page, new string('x', 5000));
        await Expect(Answers(page).Last).ToContainTextAsync("5,000 characters");
        await SayAsync(page, "/draw a boat");
        await Expect(Answers(page).Last).ToContainTextAsync("I do not know /draw");

        await SayAsync(page, "a yellow moon over the sea");
        await Expect(page.Locator("[data-verb=animate]")).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task A_button_that_was_tampered_with_is_refused_in_words()
    {
        var page = await chromium.OpenAsync();

        var answer = await page.EvaluateAsync<string>(
            """
            async () => {
              const response = await fetch('/playground/presses', {
                method: 'POST',
                headers: { 'Content-Type': 'application/json', 'X-Flash': '1' },
                body: JSON.stringify({ code: 'animate:AAAAAAAAAAAAAAAAAAAAAA:9', messageId: 1, clientId: '3f0f0b51-1c5e-4b0f-9f5e-0d6f8f6f7a11' }),
              });
              return JSON.stringify(await response.json());
            }
            """
        );

        Assert.Contains("\"isError\":true", answer, StringComparison.Ordinal);
        Assert.Contains("do not know this button", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_can_be_done_by_keyboard_alone()
    {
        var page = await chromium.OpenAsync();
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Message" });
        await Expect(box).ToBeFocusedAsync();

        await page.Keyboard.TypeAsync("/im");
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Tab");
        await Expect(box).ToHaveValueAsync("/imagine ");
        await page.Keyboard.TypeAsync("a blue fish --count 2");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-verb=animate]")).ToHaveCountAsync(2);
        await Expect(page.Locator("#announcer")).ToContainTextAsync("2 pictures");

        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(box).ToHaveValueAsync("/imagine a blue fish --count 2");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(box).ToHaveValueAsync("");

        await page.GetByRole(AriaRole.Button, new() { Name = "Open picture 1 of 2: a blue fish" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#lightbox")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("#lightbox-caption")).ToContainTextAsync("2 of 2");
        await Expect(page.Locator("#lightbox-download")).ToHaveAttributeAsync("download", "flash-2.jpg");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#lightbox")).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Open picture 1 of 2: a blue fish" }))
            .ToBeFocusedAsync();
    }

    [Fact]
    public async Task On_a_phone_in_the_dark_nothing_sticks_out_and_everything_can_be_tapped()
    {
        var page = await chromium.OpenAsync(390, 844, ColorScheme.Dark);

        await page.Locator(".example").First.TapAsync();
        await Expect(page.Locator("[data-verb=animate]")).ToHaveCountAsync(4);
        await Expect(Pictures(page)).ToHaveCountAsync(4);

        Assert.Equal(390, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Empty(
            await page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll('button, a, .bubble')].filter((each) => each.checkVisibility() && !each.closest('dialog') && !each.matches('.skip'))
                  .filter((each) => { const box = each.getBoundingClientRect(); return box.left < 0 || box.right > 390.5; }).map((each) => each.outerHTML)
                """
            )
        );
        Assert.Empty(
            await page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('.chip, .send')].filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 36).map((each) => each.textContent)"
            )
        );
        await page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(ChromiumFixture.Artifacts, "playground-phone.png"),
                Animations = ScreenshotAnimations.Disabled,
            }
        );
    }

    [Fact]
    public async Task What_was_said_without_a_connection_is_sent_once_when_it_is_back()
    {
        var page = await chromium.OpenAsync();
        await page.Context.SetOfflineAsync(true);

        await SayAsync(page, "/help");
        await Expect(page.Locator(".message.mine")).ToHaveCountAsync(1);
        Assert.Equal(0, await Answers(page).CountAsync());
        await page.Context.SetOfflineAsync(false);

        await Expect(Answers(page)).ToHaveCountAsync(1);
        await Expect(Answers(page).Last).ToContainTextAsync("/imagine PROMPT");
        await page.ReloadAsync();
        await Expect(page.Locator(".message.mine")).ToHaveCountAsync(1);
        await Expect(Answers(page)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_small_picture_follows_what_is_typed_and_can_be_drawn_in_full()
    {
        var page = await chromium.OpenAsync();
        var picture = page.Locator("#sketch img").Last;

        await page.Keyboard.TypeAsync("a red boat");
        await Expect(picture).ToBeVisibleAsync();
        var first = await picture.GetAttributeAsync("src");
        await page.Keyboard.TypeAsync(" under a full moon");
        await Expect(picture).Not.ToHaveAttributeAsync("src", first!); // it has one: it is visible
        await page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(ChromiumFixture.Artifacts, "playground-typing.png"),
                Animations = ScreenshotAnimations.Disabled,
            }
        );
        await Expect(page.Locator(".message")).ToHaveCountAsync(0);

        await page.Locator("#sketch").ClickAsync();
        await Expect(page.Locator("[data-verb=animate]")).ToHaveCountAsync(4);
        await Expect(page.Locator(".message.mine .text"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^a red boat under a full moon --seed [0-9]+$"));
        await Expect(page.Locator("#sketch")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_the_rules_block_is_not_drawn_while_it_is_typed_either()
    {
        var page = await chromium.OpenAsync();
        await chromium
            .Services.GetRequiredService<ModerationDesk>()
            .AddRuleAsync(
                PromptRule.Create(RuleKind.Phrase, "wyvern"),
                chat: null,
                new Moderator("flash", "ada", "Ada"),
                TestContext.Current.CancellationToken
            );
        await Task.Delay(PromptRules.MaxAge, TestContext.Current.CancellationToken);

        Assert.Equal(204, await SketchAsync(page, "a green wyvern"));
        Assert.Equal(200, await SketchAsync(page, "a green tree"));
    }

    private static Task<int> SketchAsync(IPage page, string text) =>
        page.EvaluateAsync<int>(
            "async (text) => (await fetch('/playground/sketch', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Flash': '1' }, body: JSON.stringify({ text, seed: 1 }) })).status",
            text
        );

    private static ILocator Answers(IPage page) => page.Locator("#messages > .message:not(.mine)");

    private static ILocator Pictures(IPage page) => page.Locator(".gallery .layer:last-child img");

    private static async Task SayAsync(IPage page, string text)
    {
        await page.Locator("#composer-text").FillAsync(text);
        await page.Locator("#composer-text").PressAsync("Enter");
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(IPage page) =>
        await page.Locator("#messages .text").AllTextContentsAsync();

    /// <summary>Notes every set of pictures that the page shows, so that previews too quick to be asked for are
    /// counted.</summary>
    private static async Task WatchGalleryAsync(IPage page) =>
        await page.EvaluateAsync(
            """
            () => {
              window.seenSets = new Set();
              new MutationObserver(() => document.querySelectorAll('.layer').forEach((layer) => {
                const addresses = [...layer.querySelectorAll('img')].map((image) => image.src).join(' ');
                if (addresses) window.seenSets.add(addresses);
              })).observe(document.getElementById('messages'), { childList: true, subtree: true });
            }
            """
        );

    /// <summary>What the browser says against the page: script errors and anything the Content-Security-Policy
    /// stopped.</summary>
    private static List<string> Complaints(IPage page)
    {
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            // A preview that was superseded while it loaded is answered with 404, by design.
            if (message.Type == "error" && !message.Text.Contains("404", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        return complaints;
    }
}
