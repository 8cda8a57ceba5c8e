using Flash.Bots.Audit;
using Flash.Bots.Conversations;
using Flash.Bots.Conversations.Answers;
using Flash.Bots.Conversations.Menus;
using Flash.Bots.Conversations.Presses;
using Flash.Bots.Data;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Moderation.Cards;
using Flash.Bots.Moderation.Policy;
using Flash.Bots.Pacing;
using Flash.Bots.Preferences;
using Flash.Bots.Privacy;
using Flash.Bots.Quotas;
using Flash.Bots.Retention;
using Flash.Bots.Scheduling;
using Flash.Bots.Sketches;
using Flash.Bots.Supervision;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots;

/// <summary>Registers the product without a chat network.</summary>
public static partial class FlashBotsRegistration
{
    /// <summary>The connection string's name in configuration.</summary>
    public const string ConnectionStringName = "Flash";

    /// <summary>
    /// Adds the database (<see cref="NpgsqlDataSource"/>, <see cref="IDbContextFactory{FlashDb}"/>), generations and
    /// conversations. Needs <c>ConnectionStrings:Flash</c>. Calling it twice is harmless.
    /// </summary>
    public static IServiceCollection AddFlashBots(this IServiceCollection services)
    {
        services.AddBackgroundLoops();
        services.TryAddSingleton(provider =>
        {
            var connectionString = provider
                .GetRequiredService<IConfiguration>()
                .GetConnectionString(ConnectionStringName)
                ?? throw new InvalidOperationException(
                    $"ConnectionStrings:{ConnectionStringName} is not set; it names the PostgreSQL that Flash works on."
                );
            var builder = new NpgsqlDataSourceBuilder(
                DatabasePool.Bounded(connectionString, DatabasePool.Most(provider.GetRequiredService<IConfiguration>()))
            );
            builder.Name = DatabasePool.Name; // Metrics would otherwise show where the database is.
            builder.UseLoggerFactory(provider.GetService<ILoggerFactory>());
            return builder.Build();
        });
        if (!services.Any(service => service.ServiceType == typeof(IDbContextFactory<FlashDb>)))
        {
            services.AddPooledDbContextFactory<FlashDb>(
                (provider, options) => options.UseFlashNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            );
        }

        services.AddOptions<QueueOptions>().BindConfiguration(QueueOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<QueueOptions>, QueueOptions.Validator>()
        );
        services
            .AddOptions<PictureOptions>()
            .BindConfiguration(PictureOptions.Section)
            .ValidateOnStart()
            .PostConfigure<IConfiguration>(
                (options, configuration) =>
                    options.Model = options.Model is ""
                        ? configuration["Flash:Inference:Model"] ?? "flash-mini"
                        : options.Model
            );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PictureOptions>, PictureOptions.Validator>()
        );

        services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<AuditOptions>, AuditOptions.Validator>()
        );

        services.AddOptions<PersonalOptions>().BindConfiguration(PersonalOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PersonalOptions>, PersonalOptions.Validator>()
        );
        services.AddOptions<QuotaOptions>().BindConfiguration(QuotaOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<QuotaOptions>, QuotaOptions.Validator>()
        );
        services.AddOptions<ModerationOptions>().BindConfiguration(ModerationOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ModerationOptions>, ModerationOptions.Validator>()
        );

        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<RetentionOptions>, RetentionOptions.Validator>()
        );

        services.TryAddSingleton<Pruning>();
        services.TryAddSingleton<AuditSearch>();
        services.TryAddSingleton<GenerationSearch>();
        services.TryAddSingleton<MasterKey>();
        services.TryAddSingleton<MasterKeyCheck>();
        services.TryAddSingleton<MasterKeyFiles>();
        services.TryAddSingleton<MasterKeyRotation>();
        services.TryAddSingleton<PersonalKeys>();
        services.TryAddSingleton<AddressHash>();
        services.TryAddSingleton<PersonalExport>();
        services.TryAddSingleton<PersonalData>();
        services.TryAddSingleton<AuditPersonal>();
        services.TryAddSingleton<AuditCheckpoints>();
        services.TryAddSingleton<AuditSealer>();
        services.TryAddSingleton<WitnessedCheckpoints>();
        services.TryAddSingleton<WitnessPlace>();
        services.TryAddSingleton<AuditContinuity>();
        services.TryAddSingleton<AuditVerifier>();
        services.TryAddSingleton<AuditComparison>();
        services.TryAddSingleton<AuditVerification>();
        services.TryAddSingleton<AuditExport>();
        services.TryAddSingleton<StarterRules>();
        services.TryAddSingleton<EvidenceSigner>();
        services.TryAddSingleton<EvidenceStore>();
        services.TryAddSingleton<PromptRules>();
        services.TryAddSingleton<PictureChecks>();
        services.TryAddSingleton<ModerationDesk>();
        services.TryAddSingleton<MessageOrders>();
        services.TryAddSingleton<Decisions>();
        services.TryAddSingleton<Thumbnails>();
        services.TryAddSingleton<ModeratorIdentities>();
        services.TryAddSingleton<ModeratorChats>();
        services.TryAddSingleton<CaseReader>();
        services.TryAddSingleton<CardStore>();
        services.TryAddSingleton<GenerationStore>();
        services.TryAddSingleton<GenerationMessages>();
        services.TryAddSingleton<SpentQuotas>();
        services.TryAddSingleton<Submissions>();
        services.TryAddSingleton<AskedGenerations>();
        services.TryAddSingleton<MeasuredPace>();
        services.TryAddSingleton<QueueOutlook>();
        services.TryAddSingleton<PreferenceStore>();
        services.TryAddSingleton<CountedMessages>();
        services.TryAddSingleton<ChatReplies>();
        services.TryAddSingleton<ServerRulesStore>();
        services.TryAddSingleton<GenerationPoster>();
        services.TryAddSingleton<SendLedger>(provider => new SendLedger(
            provider.GetRequiredService<IDbContextFactory<FlashDb>>()
        ));
        services.TryAddSingleton<ISendLedger>(provider => provider.GetRequiredService<SendLedger>());
        services.TryAddSingleton<ChatBudgets>();
        services.TryAddSingleton<ChatPacing>();
        services.TryAddSingleton<SendCounting>();
        services.TryAddSingleton<Receipts>();
        services.TryAddSingleton<EditedPrompts>();
        AddButtons(services);
        services.TryAddSingleton<SketchRequests>();
        services.TryAddSingleton<SharedPictures>();
        services.TryAddSingleton<SketchGate>();
        services.TryAddSingleton<ChatMoves>();
        AddConversation(services);
        return services;
    }

    private static void AddConversation(IServiceCollection services)
    {
        services.TryAddEnumerable([
            ServiceDescriptor.Singleton<IAnswer, StartAnswer>(),
            ServiceDescriptor.Singleton<IAnswer, HelpAnswer>(),
            ServiceDescriptor.Singleton<IAnswer, StylesAnswer>(),
            ServiceDescriptor.Singleton<IAnswer, SettingsAnswer>(),
            ServiceDescriptor.Singleton<IAnswer, RulesAnswer>(),
            ServiceDescriptor.Singleton<IAnswer, QueueAnswer>(),
            ServiceDescriptor.Singleton<IAnswer, CancelAnswer>(),
            ServiceDescriptor.Singleton<IAnswer, PrivacyAnswer>(),
            ServiceDescriptor.Singleton<IAnswer, ReportAnswer>(),
            ServiceDescriptor.Singleton<IAnswer, AppealAnswer>(),
            ServiceDescriptor.Singleton<IAnswer, ModeratorAnswer>(),
            ServiceDescriptor.Singleton<IAnswer, MistakenAnswer>(),
            ServiceDescriptor.Singleton<IAnswer, SmallTalkAnswer>(),
        ]);
        services.TryAddSingleton<PrivacyDesk>();
        services.TryAddSingleton<Answering>();
        services.TryAddSingleton<Imagining>();
        services.TryAddSingleton<GivenFiles>();
        services.TryAddSingleton<PictureCommands>();
        services.TryAddSingleton<Blending>();
        services.TryAddSingleton<Lineages>();
        services.TryAddSingleton<Arena.ArenaVotes>();
        services.TryAddSingleton<CardNotes>();
        services.TryAddSingleton<PressFollowUp>();
        services.TryAddSingleton(provider => new Paintings(
            provider.GetRequiredService<ButtonPresses>(),
            provider.GetRequiredService<Inpaintings>(),
            provider.GetRequiredService<PressFollowUp>(),
            provider.GetRequiredService<PreferenceStore>()
        ));
        services.TryAddSingleton(provider => new Conversation(
            provider.GetRequiredService<Imagining>(),
            provider.GetRequiredService<Answering>(),
            provider.GetRequiredService<ButtonPresses>(),
            provider.GetRequiredService<PressFollowUp>(),
            provider.GetRequiredService<EditedPrompts>(),
            provider.GetRequiredService<NewWords>(),
            provider.GetRequiredService<Inpaintings>(),
            provider.GetRequiredService<CardNotes>(),
            provider.GetRequiredService<GivenFiles>(),
            provider.GetRequiredService<PictureCommands>(),
            provider.GetRequiredService<PreferenceStore>(),
            provider.GetRequiredService<GenerationPoster>(),
            provider.GetRequiredService<ChatReplies>(),
            provider.GetRequiredService<ILogger<Conversation>>()
        ));
    }
}
