using System.Runtime.ExceptionServices;
using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Privacy;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Flash.Bots.Data;

/// <summary>Schema <c>flash</c>. Always made by <see cref="IDbContextFactory{FlashDb}"/> and short-lived.</summary>
public sealed class FlashDb : DbContext
{
    /// <summary>The schema everything of ours lives in.</summary>
    public const string Schema = "flash";

    public FlashDb(DbContextOptions<FlashDb> options)
        : base(options) =>
        // A transaction here succeeds or goes as a whole; a savepoint would cost two round trips for each save.
        Database.AutoSavepointsEnabled = false;

    public DbSet<User> Users => Set<User>();

    public DbSet<Chat> Chats => Set<Chat>();

    public DbSet<ServerRulesRow> ServerRules => Set<ServerRulesRow>();

    public DbSet<Generation> Generations => Set<Generation>();

    public DbSet<Picture> Pictures => Set<Picture>();

    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();

    public DbSet<AuditVerificationRow> AuditVerifications => Set<AuditVerificationRow>();

    public DbSet<OutboxEntry> Outbox => Set<OutboxEntry>();

    public DbSet<QueueClock> QueueClocks => Set<QueueClock>();

    public DbSet<Ban> Bans => Set<Ban>();

    public DbSet<PromptRuleRow> PromptRules => Set<PromptRuleRow>();

    public DbSet<WordRequest> WordRequests => Set<WordRequest>();

    public DbSet<Receipt> Receipts => Set<Receipt>();

    public DbSet<PlaygroundRow> PlaygroundMessages => Set<PlaygroundRow>();

    public DbSet<PlaygroundMedia> PlaygroundMedia => Set<PlaygroundMedia>();

    public DbSet<TelegramUpdate> TelegramUpdates => Set<TelegramUpdate>();

    public DbSet<SketchRow> Sketches => Set<SketchRow>();

    public DbSet<SharedPicture> SharedPictures => Set<SharedPicture>();

    public DbSet<SendTurn> SendTurns => Set<SendTurn>();

    public DbSet<SendTicket> SendQueue => Set<SendTicket>();

    public DbSet<PostedMenu> Menus => Set<PostedMenu>();

    public DbSet<Quota> Quotas => Set<Quota>();

    public DbSet<BannedPicture> BannedPictures => Set<BannedPicture>();

    public DbSet<Report> Reports => Set<Report>();

    public DbSet<Appeal> Appeals => Set<Appeal>();

    public DbSet<Takedown> Takedowns => Set<Takedown>();

    public DbSet<ModerationCase> ModerationCases => Set<ModerationCase>();

    public DbSet<ModerationCard> ModerationCards => Set<ModerationCard>();

    public DbSet<MessageOrder> MessageOrders => Set<MessageOrder>();

    public DbSet<WitnessedCheckpoint> WitnessedCheckpoints => Set<WitnessedCheckpoint>();

    public DbSet<ToldEntry> ToldEntries => Set<ToldEntry>();

    public DbSet<ModeratorRow> Moderators => Set<ModeratorRow>();

    public DbSet<ModeratorLink> ModeratorLinks => Set<ModeratorLink>();

    public DbSet<ModeratorCode> ModeratorCodes => Set<ModeratorCode>();

    public DbSet<ModeratorCodeAttempt> ModeratorCodeAttempts => Set<ModeratorCodeAttempt>();

    public DbSet<ModeratorIdentity> ModeratorIdentities => Set<ModeratorIdentity>();

    public DbSet<ModeratorRecoveryCode> ModeratorRecoveryCodes => Set<ModeratorRecoveryCode>();

    public DbSet<ModeratorSession> ModeratorSessions => Set<ModeratorSession>();

    public DbSet<EvidenceRow> Evidence => Set<EvidenceRow>();

    public DbSet<CaseClaim> CaseClaims => Set<CaseClaim>();

    public DbSet<CaseNote> CaseNotes => Set<CaseNote>();

    public DbSet<ArenaVote> ArenaVotes => Set<ArenaVote>();

    public DbSet<PersonalKeyRow> PersonalKeys => Set<PersonalKeyRow>();

    /// <summary>The database's time: clocks of different machines never meet. In queries only.</summary>
    public static DateTimeOffset Now() => throw new InvalidOperationException("Only PostgreSQL can answer this.");

    /// <summary>A member of a JSON object, as text; null where it has none. In queries only.</summary>
    public static string? Member(string json, string name) =>
        throw new InvalidOperationException("Only PostgreSQL can answer this.");

    /// <summary>JSON as PostgreSQL writes it. In queries only.</summary>
    public static string TextOf(string json) => throw new InvalidOperationException("Only PostgreSQL can answer this.");

    /// <inheritdoc/>
    /// <exception cref="NpgsqlException">What went wrong in the database, as itself: callers tell a database that is
    /// away from a statement that is wrong in one way, no matter who ran it.</exception>
    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateException fault) when (fault.InnerException is NpgsqlException inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw; // never reached; Throw does not return
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.HasDbFunction(((Func<DateTimeOffset>)Now).Method).HasName("now").IsBuiltIn();
        modelBuilder
            .HasDbFunction(((Func<string, string, string?>)Member).Method)
            .HasName("jsonb_extract_path_text")
            .IsBuiltIn()
            .HasParameter("json")
            .HasStoreType("jsonb");
        modelBuilder
            .HasDbFunction(((Func<string, string>)TextOf).Method)
            .HasName("text")
            .IsBuiltIn()
            .HasParameter("json")
            .HasStoreType("jsonb");
        modelBuilder.HasSequence("playground_changes");
        modelBuilder.HasSequence("audit_log_ids");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(FlashDb).Assembly);

        // An index that was given a name has it in the database too.
        foreach (var index in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetIndexes()))
        {
            if (index.Name is { } name)
            {
                index.SetDatabaseName(name);
            }
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<GenerationId>().HaveConversion<Conversions.OfGenerationId>();
        ByName<Platform>(configurationBuilder);
        ByName<GenerationKind>(configurationBuilder);
        ByName<GenerationState>(configurationBuilder);
        ByName<RuleKind>(configurationBuilder);
        ByName<RuleAction>(configurationBuilder);
        ByName<RuleScope>(configurationBuilder);
        ByName<RuleCategory>(configurationBuilder);
        ByName<ReportState>(configurationBuilder);
        ByName<AppealState>(configurationBuilder);
        ByName<MessageWish>(configurationBuilder);
        ByName<MessageOutcome>(configurationBuilder);
        ByName<ModeratorRole>(configurationBuilder);
        ByName<KeyPurpose>(configurationBuilder);
        AsJson<Recipe>(configurationBuilder);
        AsJson<ReplyAddress>(configurationBuilder);
        AsJson<MessageRef>(configurationBuilder);
    }

    private static void ByName<T>(ModelConfigurationBuilder builder)
        where T : struct, Enum => builder.Properties<T>().HaveConversion<Conversions.OfName<T>>();

    private static void AsJson<T>(ModelConfigurationBuilder builder) =>
        builder.Properties<T>().HaveConversion<Conversions.OfJson<T>>().HaveColumnType("jsonb");
}
