using System.Net;
using Flash.Bots.Audit;
using Flash.Bots.Replies;
using Flash.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Web.Tests;

/// <summary>The web role as it runs in production, on a free port and a database of its own. No worker: tests post as
/// one would.</summary>
public sealed class WebHost : IAsyncLifetime
{
    private PostgresDatabase? database;
    private WebApplication? app;

    public string ConnectionString => database!.ConnectionString; // set before any test runs

    public Uri Address { get; private set; } = new("http://localhost");

    public IServiceProvider Services => app!.Services; // as above

    public IMessenger Messenger => Services.GetRequiredService<IMessenger>();

    public async ValueTask InitializeAsync()
    {
        database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        app = Build(database.ConnectionString, _ => { });
        await app.StartAsync(TestContext.Current.CancellationToken);
        Address = AddressOf(app);
    }

    public async ValueTask DisposeAsync()
    {
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

    /// <summary>Composes the role as Flash.Host does.</summary>
    internal static WebApplication Build(string connectionString, Action<WebApplicationBuilder> more)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["ConnectionStrings:Flash"] = connectionString;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddFlashBots();
        builder.Services.AddFlashWeb();
        more(builder);
        return builder.Build().MapFlashWeb();
    }

    internal static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()); // Kestrel has it once started

    /// <summary>Seals every entry of the log, as a process in production does all the time: from then on words are read
    /// from it.</summary>
    internal async Task SealAsync()
    {
        var sealer = Services.GetRequiredService<AuditSealer>();
        while (await sealer.SealAsync(TestContext.Current.CancellationToken) > 0) { }
    }

    /// <summary>A browser without a window: keeps cookies, and sends the page's own header.</summary>
    internal async Task<Visitor> VisitAsync() => await Visitor.ArriveAsync(Address);

    /// <summary>A client that has never opened the page.</summary>
    internal HttpClient Stranger() =>
        new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
}

/// <summary>Someone who has opened the page.</summary>
internal sealed class Visitor : IDisposable
{
    private Visitor(HttpClient http, string cookie)
    {
        Http = http;
        Cookie = cookie;
        Conversation = new Guid(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(cookie)).AsSpan(0, 16)
        );
    }

    public HttpClient Http { get; }

    public string Cookie { get; }

    public Guid Conversation { get; }

    public static async Task<Visitor> ArriveAsync(Uri address)
    {
        var cookies = new CookieContainer();
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = address };
        http.DefaultRequestHeaders.Add("X-Flash", "1");
        using var page = await http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        page.EnsureSuccessStatusCode();
        return new Visitor(http, cookies.GetCookies(address)["flash_conversation"]!.Value); // the page sets it
    }

    public void Dispose() => Http.Dispose();
}
