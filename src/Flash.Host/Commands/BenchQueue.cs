using System.CommandLine;
using Flash.Bots;
using Flash.Bots.Conversations;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Flash.Host.CommandLine;
using Flash.Host.Hosting;
using Flash.Host.Roles;
using Flash.Worker;
using Microsoft.EntityFrameworkCore;
using Chat = Flash.Bots.Conversations.Chat;

namespace Flash.Host.Commands;

/// <summary>The whole way from a command to its pictures: database, queue and worker of this machine, in a private
/// database that is gone afterwards.</summary>
internal static class BenchQueue
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary><c>flash bench queue</c>: nothing but this.</summary>
    public static Command Create()
    {
        var runs = ImagineOption.Whole("--runs", "Measured runs, after two to warm up. Default 20.", 1, 1000);
        var model = ImagineOption.Model();
        var command = new Command("queue", "Measures the way from a command to its pictures.") { runs, model };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var settings = FlashSettings.FromCommandLine(parsed);
                var report = await InDatabaseAsync(
                    FlashSettings.Read(settings),
                    ModelsLoading.Options(settings, parsed.GetValue(model)).Model,
                    new Steps(Console.Out, TimeProvider.System),
                    (configuration, steps) =>
                        MeasureAsync(configuration, parsed.GetValue(runs) ?? 20, steps, cancellationToken),
                    cancellationToken
                );
                Console.Out.WriteLine(report);
                return FlashCommandLine.Done;
            }
        );
        return command;
    }

    public static Task<(BenchQueueReport Queue, BenchTelegramReport Telegram, BenchDiscordReport Discord)> MeasureAsync(
        IConfigurationRoot configuration,
        string model,
        int runs,
        Steps steps,
        CancellationToken cancellationToken
    ) =>
        InDatabaseAsync(
            configuration,
            model,
            steps,
            async (configuration, steps) =>
            {
                var queue = await MeasureAsync(configuration, runs, steps, cancellationToken);

                // A second of commands for each few runs: 200 with the usual 20.
                var telegram = await BenchTelegram.MeasureAsync(
                    configuration,
                    commands: 10 * runs,
                    queries: 2 * runs,
                    cancellationToken
                );
                return (
                    queue,
                    telegram,
                    await BenchDiscord.MeasureAsync(configuration, commands: 10 * runs, cancellationToken)
                );
            },
            cancellationToken
        );

    private static async Task<T> InDatabaseAsync<T>(
        IConfigurationRoot configuration,
        string model,
        Steps steps,
        Func<IConfigurationRoot, Steps, Task<T>> measure,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.Combine(Path.GetTempPath(), $"flash-bench-{Guid.NewGuid():N}");
        configuration["ConnectionStrings:Flash"] = null;
        configuration["Flash:DataPath"] = folder;
        configuration["Flash:Inference:Model"] = model;
        try
        {
            await using var database = await FlashDatabase.OpenAsync(
                configuration,
                share: false,
                steps,
                cancellationToken
            );
            await steps.RunAsync("Migrating", () => database.MigrateAsync(cancellationToken));
            return await measure(configuration, steps);
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<BenchQueueReport> MeasureAsync(
        IConfigurationRoot configuration,
        int runs,
        Steps steps,
        CancellationToken cancellationToken
    )
    {
        var messenger = new BenchMessenger(TimeProvider.System);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddSingleton<IMessenger>(messenger).AddFlashBots().AddFlashWorker();
        using var host = builder.Build();
        using var spans = new BenchSpans();
        await host.StartAsync(cancellationToken);
        try
        {
            await RoleParts.WarmUpAsync(host.Services, steps, cancellationToken);
            var report = new BenchQueueReport(new BenchFigure(), new BenchFigure(), new BenchFigure());
            for (var run = -2; run < runs; run++)
            {
                await RunAsync(host.Services, messenger, spans, run >= 0 ? report : null, cancellationToken);
            }

            return report;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task RunAsync(
        IServiceProvider services,
        BenchMessenger messenger,
        BenchSpans spans,
        BenchQueueReport? report,
        CancellationToken cancellationToken
    )
    {
        // Someone new each time: no one's share of the queue is measured.
        var name = Guid.NewGuid();
        var message = new IncomingMessage
        {
            IdempotencyKey = $"bench:{name:N}",
            From = new Person(Platform.Playground, $"{name:N}", ""),
            Chat = new Chat(Platform.Playground, $"{name:N}", null, IsPrivate: true),
            Text = "/imagine a red boat on the sea at sunset --seed 1",
            ReplyTo = new PlaygroundReply(name),
        };
        messenger.Clear();
        spans.Clear();
        var (began, beganAt) = (TimeProvider.System.GetTimestamp(), TimeProvider.System.GetUtcNow().UtcDateTime);
        await services.GetRequiredService<Conversation>().HandleAsync(message, cancellationToken);
        await EndAsync(services, message.IdempotencyKey, cancellationToken);

        var pictures = messenger.Pictures;
        if (report is not null && pictures.Count > 1)
        {
            AddParts(report, spans, beganAt);
            report.FirstPreview.Add(TimeProvider.System.GetElapsedTime(began, pictures[1]));
            var result = TimeProvider.System.GetElapsedTime(began, pictures[^1]);
            report.Result.Add(result);
            if (spans.Model is var drawing && drawing > TimeSpan.Zero)
            {
                report.Model.Add(drawing);
                report.OnTop.Add(result - drawing);
            }
        }
    }

    private static void AddParts(BenchQueueReport report, BenchSpans spans, DateTime began)
    {
        if (spans is { Stored: { } stored, Claimed: { } claimed, Encoding: { } encoding })
        {
            report.Stored.Add(stored - began);
            // A worker may hear of the commit before the one who commits.
            report.PickUp.Add(claimed > stored ? claimed - stored : TimeSpan.Zero);
            report.Encoding.Add(encoding);
        }
    }

    private static async Task EndAsync(IServiceProvider services, string key, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await using var db = await services
                .GetRequiredService<IDbContextFactory<FlashDb>>()
                .CreateDbContextAsync(cancellationToken);
            var found = await db
                .Generations.AsNoTracking()
                .SingleOrDefaultAsync(generation => generation.IdempotencyKey == key, cancellationToken)
                ?? throw new CommandFailedException("The command made no generation.");
            switch (found.State)
            {
                case GenerationState.Delivered:
                    return;
                case GenerationState.Failed or GenerationState.Cancelled or GenerationState.Superseded:
                    throw new CommandFailedException($"The generation ended {found.State}: {found.Failure}");
            }

            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                throw new CommandFailedException(
                    $"A generation was still {found.State} after {Patience.TotalMinutes:0} minutes."
                );
            }

            await Task.Delay(PollInterval, cancellationToken);
        }
    }
}
