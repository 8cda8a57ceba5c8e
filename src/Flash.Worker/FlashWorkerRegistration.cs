using Flash.Bots;
using Flash.Bots.Audit;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Moderation.Notices;
using Flash.Bots.Sketches;
using Flash.Bots.Supervision;
using Flash.Inference;
using Flash.Inference.Safety;
using Flash.Worker.Delivery;
using Flash.Worker.Jobs;
using Flash.Worker.Moderation;
using Flash.Worker.Queue;
using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flash.Worker;

/// <summary>Registers the worker.</summary>
public static class FlashWorkerRegistration
{
    /// <summary>
    /// Adds the worker: it takes generations from the queue, draws them and delivers them through the registered
    /// messengers. Needs
    /// <c>ConnectionStrings:Flash</c>, migrated. Calling it twice is harmless.
    /// </summary>
    public static IServiceCollection AddFlashWorker(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(WorkerReadiness)))
        {
            return services;
        }

        services.AddFlashBots();
        services.AddFlashInference();
        services.AddOptions<WorkerOptions>().BindConfiguration(WorkerOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<WorkerOptions>, WorkerOptionsValidator>()
        );

        services.AddSingleton<GenerationRuns>();
        services.AddSingleton<Deliveries>();
        services.AddSingleton<DrawingModels>();
        services.AddSingleton<PictureSafety>();
        AddSafety(services);
        services.AddSingleton<PictureRequests>();
        services.AddSingleton(provider => new Replay(
            provider.GetRequiredService<IDbContextFactory<FlashDb>>(),
            provider.GetRequiredService<Thumbnails>(),
            provider.GetRequiredService<DrawingModels>(),
            provider.GetRequiredService<PictureRequests>(),
            provider.GetRequiredService<TextToImageWork>(),
            provider.GetRequiredService<Inference.Provenance.ProvenanceEncoder>()
        ));
        services.AddSingleton<DrawnBefore>();
        services.AddSingleton<TextToImageWork>();
        services.AddSingleton<EnlargementWork>();
        services.AddSingleton<AnimationFiles>();
        services.AddSingleton<AnimationWork>();
        services.AddSingleton<TreeWork>();
        services.AddSingleton<Describers>();
        services.AddSingleton<DescribeWork>();
        services.AddSingleton<ArenaWork>();
        services.TryAddSingleton<ISketcher, Sketcher>();
        services.AddSingleton<CardPictures>();
        services.AddSingleton<CardPoster>();
        services.AddSingleton<ModeratorNotices>();
        services.AddSingleton<NoticePoster>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuditWitness, CheckpointPoster>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuditAlarm, CheckpointPoster>());
        services.AddTransient(provider => new GenerationJob(
            provider.GetRequiredService<GenerationStore>(),
            provider.GetRequiredService<GenerationRuns>(),
            provider.GetRequiredService<Deliveries>(),
            provider.GetRequiredService<TextToImageWork>(),
            provider.GetRequiredService<AnimationWork>(),
            provider.GetRequiredService<EnlargementWork>(),
            provider.GetRequiredService<TreeWork>(),
            provider.GetRequiredService<DescribeWork>(),
            provider.GetRequiredService<ArenaWork>(),
            provider.GetRequiredService<DrawingSlots>(),
            provider.GetRequiredService<IOptions<WorkerOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GenerationJob>>()
        ));

        services.AddSingleton<DrawingSlots>();
        AddQueue(services);

        // Started in this order, stopped in the opposite one: jobs are taken last and given up first.
        AddHosted<ModelWarmUp>(services);
        AddHosted<Deliveries>(services);
        services.AddDatabaseListener();
        AddHosted<OutboxDispatcher>(services);
        AddHosted<Recovery>(services);
        AddHosted<QueuePlaces>(services);
        AddHosted<QueueWatch>(services);
        AddHosted<SketchesForOthers>(services);
        AddHosted<ModeratorDesk>(services);
        AddHosted<HangfireServers>(services);
        AddHosted<HeadStart>(services);
        services.AddSingleton(provider => new WorkerReadiness(
            provider.GetRequiredService<ModelWarmUp>(),
            provider.GetRequiredService<DatabaseListener>(),
            provider.GetRequiredService<HangfireServers>(),
            provider.GetRequiredService<QueueWatch>()
        ));
        AddNumbers(services);
        return services;
    }

    private static void AddNumbers(IServiceCollection services)
    {
        void Add(string name, string unit, string description, Func<IServiceProvider, double?> value) =>
            services.AddSingleton<IObservedNumber>(provider => new ObservedNumber(name, unit, description, () =>
                value(provider)
            ));

        Add("flash.queue.waiting", "{generation}", "Generations that wait", provider =>
            provider.GetRequiredService<QueueWatch>().Last?.Waiting
        );
        Add("flash.queue.drawn", "{generation}", "Generations that workers draw", provider =>
            provider.GetRequiredService<QueueWatch>().Last?.Drawn
        );
        Add("flash.queue.oldest", "s", "How long the first of the waiting ones has waited", provider =>
            provider.GetRequiredService<QueueWatch>().Last?.Oldest.TotalSeconds
        );
        Add("flash.queue.still", "{queue}", "1 while people wait and nothing moves", provider =>
            provider.GetRequiredService<QueueWatch>().Last is { } look ? (look.IsStill ? 1 : 0) : null
        );
        Add("flash.hangfire.enqueued", "{job}", "Hangfire's jobs that wait, everybody's", provider =>
            provider.GetRequiredService<QueueWatch>().Last?.Enqueued
        );
        Add("flash.hangfire.fetched", "{job}", "Hangfire's jobs that workers have, everybody's", provider =>
            provider.GetRequiredService<QueueWatch>().Last?.Fetched
        );
        Add("flash.hangfire.slots", "{job}", "Jobs that all live workers can have at once", provider =>
            provider.GetRequiredService<QueueWatch>().Last?.Slots
        );
        Add("flash.deliveries.active", "{delivery}", "Results of this process on their way to chats", provider =>
            provider.GetRequiredService<Deliveries>().Underway
        );
    }

    // Where the models folder has no such network nothing looks at the pictures, and the start says so.
    private static void AddSafety(IServiceCollection services)
    {
        services.AddFlashSafety();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<InferenceOptions>>().Value;
            IReadOnlyList<IPictureSafety> checkers = SafetyNetwork.FindFolder(options) is null
                ? []
                :
                [
                    new ClassifiedPictures(
                        new Lazy<IPictureClassifier>(provider.GetRequiredService<IPictureClassifier>),
                        provider.GetRequiredService<IOptions<ModerationOptions>>()
                    ),
                ];
            return new PictureCheckers([.. checkers, .. provider.GetServices<IPictureSafety>()]);
        });
    }

    private static void AddQueue(IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var options = QueueStorage.Options(
                provider.GetRequiredService<IOptions<WorkerOptions>>().Value.PollInterval
            );
            var connectionString = provider
                .GetRequiredService<IConfiguration>()
                .GetConnectionString(FlashBotsRegistration.ConnectionStringName)
                ?? throw new InvalidOperationException(
                    $"ConnectionStrings:{FlashBotsRegistration.ConnectionStringName} is not set; it names the "
                        + $"PostgreSQL that Flash works on."
                );
            var worker = provider.GetRequiredService<IOptions<WorkerOptions>>().Value;
            return new PostgreSqlStorage(
                new NpgsqlConnectionFactory(
                    DatabasePool.Bounded(
                        connectionString,
                        QueueStorage.Connections(worker.Concurrency + worker.AnimateConcurrency)
                    ),
                    options,
                    null
                ),
                options
            );
        });
        services.AddSingleton<JobStorage>(provider => provider.GetRequiredService<PostgreSqlStorage>());
        services.AddSingleton(provider => new NotifiedJobQueue(
            provider.GetRequiredService<PostgreSqlStorage>(),
            QueueStorage.Options(provider.GetRequiredService<IOptions<WorkerOptions>>().Value.PollInterval)
        ));

        // Without Hangfire's usual filters, which would store a culture with every job that no one reads.
        services.AddSingleton<IBackgroundJobClientV2>(provider => new BackgroundJobClient(
            provider.GetRequiredService<JobStorage>(),
            new JobFilterProviderCollection()
        ));

        services.AddDatabaseSignal("hf_job", provider => _ => provider.GetRequiredService<NotifiedJobQueue>().Wake());
        services.AddDatabaseSignal("flash_outbox", provider => _ =>
            {
                provider.GetRequiredService<HeadStart>().Wake();
                provider.GetRequiredService<OutboxDispatcher>().Wake();
            });
        services.AddDatabaseSignal(SketchRequests.AskedChannel, provider =>
            _ => provider.GetRequiredService<SketchesForOthers>().Wake()
        );
        services.AddDatabaseSignal(SketchRequests.DroppedChannel, provider =>
            provider.GetRequiredService<SketchesForOthers>().Drop
        );
        services.AddDatabaseSignal(CardStore.Channel, provider =>
            _ => provider.GetRequiredService<ModeratorDesk>().Wake()
        );
        services.AddDatabaseSignal(GenerationStore.CancelChannel, provider =>
            provider.GetRequiredService<GenerationRuns>().Cancel
        );
    }

    private static void AddHosted<T>(IServiceCollection services)
        where T : class, IHostedService
    {
        services.TryAddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
