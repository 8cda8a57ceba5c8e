using Flash.Testing;
using Flash.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;

namespace Flash.Bots.Web.Tests.Browser;

/// <summary>Everything at once: web role and worker in this process, a real PostgreSQL, the real model, and a real
/// Chromium looking at it.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    private PostgresDatabase? database;
    private WebApplication? app;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The playground's address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What the process is made of.</summary>
    public IServiceProvider Services => app!.Services; // set before any page is open

    /// <summary>Where screenshots are kept: <c>artifacts/</c> of the repository.</summary>
    public static string Artifacts { get; } = Path.Combine(Repository.Root, "artifacts");

    private static string? Executable => Places.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Executable is not { } executable)
        {
            return;
        }

        var cancellationToken = TestContext.Current.CancellationToken;
        database = await PostgresDatabase.CreateAsync(cancellationToken);
        app = WebHost.Build(database.ConnectionString, builder =>
        {
            builder.Configuration["Flash:Inference:ModelsPath"] = Path.Combine(Repository.Root, "models");
            builder.Services.AddFlashWorker();
        });
        await app.StartAsync(cancellationToken);
        Address = WebHost.AddressOf(app).ToString();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = executable,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );

        // Generous: the machine that runs this may be building something else at the same time.
        Assertions.SetDefaultExpectTimeout(180_000);
        Directory.CreateDirectory(Artifacts);
    }

    /// <summary>A page of a person who has never been here. Skips the test when there is no Chromium, except on
    /// CI.</summary>
    public async Task<IPage> OpenAsync(int width = 1280, int height = 900, ColorScheme colorScheme = ColorScheme.Light)
    {
        var page = await NewPageAsync(width, height, colorScheme);
        await page.GotoAsync(Address);
        await Assertions.Expect(page.Locator("#status")).ToHaveTextAsync("online");
        return page;
    }

    /// <summary>The same, without going anywhere yet.</summary>
    public async Task<IPage> NewPageAsync(
        int width = 1280,
        int height = 900,
        ColorScheme colorScheme = ColorScheme.Light
    )
    {
        if (browser is null)
        {
            var sentence =
                $"This test needs Chromium at one of {string.Join(", ", Places)}; install it with: apt-get install chromium.";
            Assert.False(Environment.GetEnvironmentVariable("CI") is "true" or "1", sentence);
            Assert.Skip(sentence);
        }

        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = height },
                ColorScheme = colorScheme,
                HasTouch = width < 500,
                Locale = "en-GB",
            }
        );

        context.SetDefaultTimeout(180_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (app is not null)
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }

        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }
}
