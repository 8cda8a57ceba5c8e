using System.Globalization;
using System.Text.Json.Nodes;
using Flash.Host.Hosting;
using Flash.Host.Roles;

namespace Flash.Host.Commands;

/// <summary>Commands and inline queries over HTTP, as Telegram brings them, with everything in one process as in
/// <c>flash up</c>.</summary>
internal static class BenchTelegram
{
    private const int PerSecond = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Measures against the database that <paramref name="configuration"/> names.</summary>
    /// <param name="configuration">The settings; changed to speak to a Bot API server of this process's own.</param>
    /// <param name="commands">Commands to send, 50 in a second.</param>
    /// <param name="queries">Inline queries to send, one after the other.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<BenchTelegramReport> MeasureAsync(
        IConfigurationRoot configuration,
        int commands,
        int queries,
        CancellationToken cancellationToken
    )
    {
        await using var api = await BenchBotApi.StartAsync(cancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddConfiguration(configuration);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Flash:Telegram:Token"] = BenchBotApi.Token,
                ["Flash:Telegram:ApiBaseUrl"] = api.Address,
                ["Flash:Telegram:Webhook:Url"] = "",
                ["Flash:Telegram:Inline:PublicUrl"] = "https://bench.invalid",
                ["Flash:Discord:Token"] = "",
                ["Flash:Queue:Capacity"] = "100000",
            }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        RoleParts.Register(builder.Services, Role.Telegram | Role.Worker, builder.Configuration);
        await using var app = builder.Build();
        await app.StartAsync(cancellationToken);
        try
        {
            await RoleParts.WarmUpAsync(
                app.Services,
                new CommandLine.Steps(TextWriter.Null, TimeProvider.System),
                cancellationToken
            );
            var report = new BenchTelegramReport(new BenchFigure(), new BenchFigure());
            await AskAsync(api, -1, null, cancellationToken);
            for (var query = -2; query < queries; query++)
            {
                await AskAsync(api, query, query >= 0 ? report.Inline : null, cancellationToken);
            }

            await CommandAsync(api, -1, null, cancellationToken);
            await CommandsAsync(api, commands, report.Acknowledgement, cancellationToken);
            return report;
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>At a steady pace, whether or not the ones before were answered.</summary>
    private static async Task CommandsAsync(
        BenchBotApi api,
        int commands,
        BenchFigure figure,
        CancellationToken cancellationToken
    )
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        var waiting = new List<Task>();
        for (var command = 0; command < commands; command++)
        {
            waiting.Add(CommandAsync(api, command, figure, cancellationToken));
            await pace.WaitForNextTickAsync(cancellationToken);
        }

        await Task.WhenAll(waiting);
    }

    /// <summary>From the moment Telegram has the update to the moment the placeholder's message arrives
    /// there.</summary>
    private static async Task CommandAsync(
        BenchBotApi api,
        int number,
        BenchFigure? figure,
        CancellationToken cancellationToken
    )
    {
        var person = 1_000_000 + number;
        var began = TimeProvider.System.GetTimestamp();
        var answered = await api.BringAsync(
                "message",
                new JsonObject
                {
                    ["message_id"] = 1,
                    ["date"] = 1,
                    ["from"] = Person(person),
                    ["text"] = "/imagine a red boat --count 1 --steps 1",
                    ["chat"] = new JsonObject
                    {
                        ["id"] = person,
                        ["type"] = "private",
                        ["first_name"] = "Bench",
                    },
                },
                person.ToString(CultureInfo.InvariantCulture)
            )
            .WaitAsync(Patience, cancellationToken);
        lock (api)
        {
            figure?.Add(TimeProvider.System.GetElapsedTime(began, answered));
        }
    }

    /// <summary>From the last letter before a pause to the answer with four pictures.</summary>
    private static async Task AskAsync(
        BenchBotApi api,
        int number,
        BenchFigure? figure,
        CancellationToken cancellationToken
    )
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"query{number}");
        var began = TimeProvider.System.GetTimestamp();
        var answered = await api.BringAsync(
                "inline_query",
                new JsonObject
                {
                    ["id"] = id,
                    ["from"] = Person(5),
                    ["query"] = $"a red boat on the sea number {number}",
                    ["offset"] = "",
                },
                id
            )
            .WaitAsync(Patience, cancellationToken);
        figure?.Add(TimeProvider.System.GetElapsedTime(began, answered));
    }

    private static JsonObject Person(long id) =>
        new()
        {
            ["id"] = id,
            ["is_bot"] = false,
            ["first_name"] = "Bench",
        };
}

/// <summary>What Telegram's users wait for; durations in milliseconds.</summary>
/// <param name="Acknowledgement">From a command to its message in the chat, at 50 commands a second.</param>
/// <param name="Inline">From a pause in typing to four pictures.</param>
internal sealed record BenchTelegramReport(BenchFigure Acknowledgement, BenchFigure Inline)
{
    public override string ToString() =>
        FormattableString.Invariant(
            $"""
            Telegram command to message     {Acknowledgement}   p99 {Acknowledgement.P99:0.0} ms at 50 a second
            Telegram typing to pictures     {Inline}   p99 {Inline.P99:0.0} ms
            """
        );
}
