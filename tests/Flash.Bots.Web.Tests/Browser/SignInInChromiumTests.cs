using System.Globalization;
using Flash.Bots.Moderation;
using Flash.Bots.Web.Moderation;
using Flash.Bots.Web.SignIn;
using Flash.Bots.Web.Tests.SignIn;
using Flash.Testing;
using Flash.Testing.OpenId;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Flash.Bots.Web.Tests.Browser;

/// <summary>Signing in at a provider that is another site, in a browser that minds: cookies are Strict, and nothing
/// inline runs.</summary>
public sealed class SignInInChromiumTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_elsewhere_leads_into_the_console_and_then_takes_a_code_all_by_keyboard()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancellation);
        await using var provider = await OpenIdServer.StartAsync(Cancellation);
        await using var app = WebHost.Build(database.ConnectionString, builder =>
        {
            builder.Configuration["Flash:OpenId:Authority"] = provider.Authority;
            builder.Configuration["Flash:OpenId:ClientId"] = OpenIdServer.ClientId;
            builder.Configuration["Flash:OpenId:ClientSecret"] = OpenIdServer.ClientSecret;
            builder.Configuration["Flash:OpenId:Name"] = "Example Corp";
        });
        await app.StartAsync(Cancellation);
        await app
            .Services.GetRequiredService<Moderators>()
            .InviteAsync("Ada", ModeratorRole.Admin, "ada@example.org", Cancellation);

        // localhost and 127.0.0.1 are different sites to a browser.
        var root = $"http://localhost:{WebHost.AddressOf(app).Port.ToString(CultureInfo.InvariantCulture)}";
        var page = await chromium.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.AddRange(message.Type == "error" ? [message.Text] : []);
        await page.GotoAsync($"{root}/moderation/");
        await ConsoleSteps.PictureAsync(page, "sign-in");
        await page.Locator("#sign-in-openid").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("nav.sections")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync($"{root}/moderation/");

        // The app on the phone.
        await page.GotoAsync($"{root}{SecondFactorEndpoints.Path}");
        await page.GetByText("Set it up").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".qr")).ToBeVisibleAsync();
        await ConsoleSteps.PictureAsync(page, "second-factor");
        var size = int.Parse(
            (await page.Locator(".qr").GetAttributeAsync("viewBox"))!.Split(' ')[2],
            CultureInfo.InvariantCulture
        );
        var secret = TotpTests.SecretIn(
            TotpTests.Scan(new QrCode(size, (await page.Locator(".qr path").GetAttributeAsync("d"))!))
        );
        await page.Locator("[name=code]").FocusAsync();
        await page.Keyboard.TypeAsync(Totp.Code(secret, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#recovery-codes li")).ToHaveCountAsync(RecoveryCode.Count);
        await ConsoleSteps.PictureAsync(page, "recovery-codes");
        var recovery = (await page.Locator("#recovery-codes li").First.TextContentAsync())!;
        await page.GotoAsync($"{root}/moderation/team");
        await Expect(page.Locator(".member")).ToContainTextAsync("second factor");
        await ConsoleSteps.PictureAsync(page, "team");

        // The next time.
        await page.Locator("#sign-out").ClickAsync();
        await page.Locator("#sign-in-openid").ClickAsync();
        await Expect(page.Locator("#factor")).ToHaveTextAsync("One more step");
        await ConsoleSteps.PictureAsync(page, "code");
        await page.Keyboard.TypeAsync(recovery);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("nav.sections")).ToBeVisibleAsync();
        Assert.Empty(complaints);
        Assert.Empty(provider.Complaints);
        await app.StopAsync(Cancellation);
    }
}
