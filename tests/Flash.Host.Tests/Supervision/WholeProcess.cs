using System.Collections.Concurrent;
using Flash.Bots.Supervision;
using Flash.Host.Roles;
using Flash.Testing;
using Flash.Testing.BotApi;
using Flash.Testing.DiscordApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Flash.Host.Tests.Supervision;

/// <summary>Every role with every registration the program makes, in this process; what stops the application is
/// written down instead.</summary>
internal sealed class WholeProcess : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flash-loops-").FullName;
    private readonly EndsNoted _ends = new();
    private PostgresDatabase _database = null!; // StartAsync sets these four
    private BotApiServer _telegram = null!;
    private DiscordServer _discord = null!;
    private WebApplication _app = null!;

    public BackgroundLoops Loops => _app.Services.GetRequiredService<BackgroundLoops>();

    /// <summary>Loops that ended the process, one entry for each time.</summary>
    public IReadOnlyCollection<string> Ended => _ends.Loops;

    public IEnumerable<IHostedService> Parts => _app.Services.GetServices<IHostedService>();

    public static async Task<WholeProcess> StartAsync(CancellationToken cancellationToken)
    {
        var whole = new WholeProcess();
        try
        {
            await whole.StartPartsAsync(cancellationToken);
            return whole;
        }
        catch
        {
            await whole.DisposeAsync();
            throw;
        }
    }

    /// <summary>People do what makes loops that wait to be woken do something.</summary>
    public async Task KeepBusyAsync(CancellationToken cancellationToken)
    {
        var channel = _discord.State.AddChannel("busy");
        var ada = new DiscordUser(_discord, "Ada");
        for (var turn = 0; !cancellationToken.IsCancellationRequested; turn++)
        {
            var chat = _telegram.PrivateChat(new BotUser(70_000 + turn, "Ada"));
            chat.Says(turn % 10 == 0 ? $"/imagine a boat --count 1 --steps 1 --seed {turn}" : "/help");
            if (turn % 10 == 5)
            {
                _ = ada.CommandAsync(channel, "help", null, cancellationToken);
            }

            await Task.Delay(100, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await _app.StopAsync(soon.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _app.DisposeAsync();
        }

        await _telegram.DisposeAsync();
        await _discord.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartPartsAsync(CancellationToken cancellationToken)
    {
        _database = await PostgresDatabase.CreateAsync(cancellationToken);
        _telegram = await BotApiServer.StartAsync(cancellationToken);
        _discord = await DiscordServer.StartAsync(cancellationToken);
        _discord.ResponseDeadline = TimeSpan.FromMinutes(2);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:Flash"] = _database.ConnectionString,
                ["urls"] = "http://127.0.0.1:0",
                ["Flash:Telegram:Token"] = _telegram.Token,
                ["Flash:Telegram:ApiBaseUrl"] = _telegram.Address.ToString(),
                ["Flash:Discord:Token"] = _discord.Token,
                ["Flash:Discord:ApiBaseUrl"] = _discord.ApiBaseUrl.ToString(),
                ["Flash:Inference:ModelsPath"] = Path.Combine(Repository.Root, "models"),
                ["Flash:Audit:Folder"] = Path.Combine(_folder, "witnesses"),
                ["Flash:Personal:MasterKeyFile"] = Path.Combine(_folder, "personal.key"),
            }
        );
        builder.Services.Configure<HostOptions>(options =>
            options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore
        );
        RoleParts.Register(
            builder.Services,
            Role.Telegram | Role.Discord | Role.Worker | Role.Web,
            builder.Configuration
        );
        builder.Services.Replace(
            ServiceDescriptor.Singleton(
                new BackgroundLoops(new HurriedTime(), NullLogger<BackgroundLoops>.Instance, _ends)
            )
        );
        _app = builder.Build();
        await _app.StartAsync(cancellationToken);
    }

    /// <summary>Writes down who would have stopped the process.</summary>
    private sealed class EndsNoted : IHostApplicationLifetime
    {
        private readonly ConcurrentQueue<string> _loops = new();

        public IReadOnlyCollection<string> Loops => _loops;

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _loops.Enqueue(BackgroundLoops.Current ?? "outside of loops");
    }
}
