using System.Collections.Concurrent;
using Flash.Bots.Discord.Api;
using Flash.Bots.Discord.Messages;
using Flash.Bots.Replies;
using Flash.Testing.DiscordApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flash.Bots.Discord.Tests;

/// <summary>A process of ours that posts to a Discord server, with everything it logs.</summary>
internal sealed class DiscordProcess : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public DiscordProcess(DiscordServer server, TimeProvider? time = null, string? token = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Flash:Discord:Token"] = token ?? server.Token,
            ["Flash:Discord:ApiBaseUrl"] = server.ApiBaseUrl.ToString(),
        };
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(time ?? TimeProvider.System)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddFlashDiscordMessenger()
            .BuildServiceProvider();
    }

    public LogLines Logs { get; } = new();

    public DiscordApi Api => services.GetRequiredService<DiscordApi>();

    public RestClient Rest => services.GetRequiredService<RestClient>();

    public DiscordMessenger Messenger => services.GetServices<IMessenger>().OfType<DiscordMessenger>().Single();

    public InteractionMemory Memory => services.GetRequiredService<InteractionMemory>();

    public ILogger Logger => services.GetRequiredService<ILoggerFactory>().CreateLogger("test");

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

/// <summary>Keeps every line that was logged, exceptions included.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Lines.Enqueue(state.ToString() ?? "");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => Lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");

    public void Dispose() { }
}
