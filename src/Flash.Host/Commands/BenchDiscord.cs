using Flash.Host.Roles;

namespace Flash.Host.Commands;

/// <summary>Commands over the gateway, as Discord brings them, with everything in one process as in <c>flash
/// up</c>.</summary>
internal static class BenchDiscord
{
    private const int PerSecond = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Measures against the database that <paramref name="configuration"/> names.</summary>
    /// <param name="configuration">The settings; changed to speak to a Discord of this process's own.</param>
    /// <param name="commands">Commands to send, 50 in a second.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<BenchDiscordReport> MeasureAsync(
        IConfigurationRoot configuration,
        int commands,
        CancellationToken cancellationToken
    )
    {
        await using var api = await BenchDiscordApi.StartAsync(cancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddConfiguration(configuration);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Flash:Discord:Token"] = BenchDiscordApi.Token,
                ["Flash:Discord:ApiBaseUrl"] = api.Address,
                ["Flash:Discord:GatewayUrl"] = "",
                ["Flash:Discord:Ingress"] = "Gateway",
                ["Flash:Discord:Shards"] = "1",
                ["Flash:Discord:Compression"] = "false",
                ["Flash:Telegram:Token"] = "",
                ["Flash:Queue:Capacity"] = "100000",
            }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        RoleParts.Register(builder.Services, Role.Discord | Role.Worker, builder.Configuration);
        await using var app = builder.Build();
        await app.StartAsync(cancellationToken);
        try
        {
            await RoleParts.WarmUpAsync(
                app.Services,
                new CommandLine.Steps(TextWriter.Null, TimeProvider.System),
                cancellationToken
            );
            var report = new BenchDiscordReport(new BenchFigure(), new BenchFigure());
            await CommandAsync(api, -2, null, cancellationToken);
            await CommandAsync(api, -1, null, cancellationToken);
            using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
            var waiting = new List<Task>();
            for (var command = 0; command < commands; command++)
            {
                // At a steady pace, whether or not the ones before were answered.
                waiting.Add(CommandAsync(api, command, report, cancellationToken));
                await pace.WaitForNextTickAsync(cancellationToken);
            }

            await Task.WhenAll(waiting);
            return report;
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>From the moment Discord sends the interaction to the moments its two answers arrive there.</summary>
    private static async Task CommandAsync(
        BenchDiscordApi api,
        int number,
        BenchDiscordReport? report,
        CancellationToken cancellationToken
    )
    {
        var began = TimeProvider.System.GetTimestamp();
        var (acknowledged, shown) = api.Bring(number);
        var moments = await Task.WhenAll(acknowledged, shown).WaitAsync(Patience, cancellationToken);
        lock (api)
        {
            report?.Acknowledgement.Add(TimeProvider.System.GetElapsedTime(began, moments[0]));
            report?.Message.Add(TimeProvider.System.GetElapsedTime(began, moments[1]));
        }
    }
}

/// <summary>What Discord's users wait for; durations in milliseconds.</summary>
/// <param name="Acknowledgement">From an interaction to its first response ("Flash is thinking…"), at 50 interactions a
/// second.</param>
/// <param name="Message">From the same interaction to the message with its place in the queue.</param>
internal sealed record BenchDiscordReport(BenchFigure Acknowledgement, BenchFigure Message)
{
    public override string ToString() =>
        FormattableString.Invariant(
            $"""
            Discord command acknowledged    {Acknowledgement}   p99 {Acknowledgement.P99:0.0} ms at 50 a second
            Discord command to message      {Message}   p99 {Message.P99:0.0} ms
            """
        );
}
