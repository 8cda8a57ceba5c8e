using Flash.Bots.Generations;
using Flash.Bots.Moderation;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;

namespace Flash.Bots.Data;

/// <summary>Schema <c>flash</c>. Always made by <see cref="IDbContextFactory{FlashDb}"/> and short-lived.</summary>
public sealed class FlashDb(DbContextOptions<FlashDb> options) : DbContext(options)
{
    /// <summary>The schema everything of ours lives in.</summary>
    public const string Schema = "flash";

    public DbSet<User> Users => Set<User>();

    public DbSet<Chat> Chats => Set<Chat>();

    public DbSet<Generation> Generations => Set<Generation>();

    public DbSet<Picture> Pictures => Set<Picture>();

    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();

    public DbSet<OutboxEntry> Outbox => Set<OutboxEntry>();

    public DbSet<Ban> Bans => Set<Ban>();

    public DbSet<PromptRuleRow> PromptRules => Set<PromptRuleRow>();

    public DbSet<WordRequest> WordRequests => Set<WordRequest>();

    public DbSet<Receipt> Receipts => Set<Receipt>();

    public DbSet<PlaygroundRow> PlaygroundMessages => Set<PlaygroundRow>();

    public DbSet<PlaygroundMedia> PlaygroundMedia => Set<PlaygroundMedia>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.HasSequence("playground_changes");
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(FlashDb).Assembly);
        SnakeCase.Apply(modelBuilder);
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<GenerationId>().HaveConversion<Conversions.OfGenerationId>();
        configurationBuilder.Properties<Platform>().HaveConversion<Conversions.OfName<Platform>>();
        configurationBuilder.Properties<GenerationKind>().HaveConversion<Conversions.OfName<GenerationKind>>();
        configurationBuilder.Properties<GenerationState>().HaveConversion<Conversions.OfName<GenerationState>>();
        configurationBuilder.Properties<RuleKind>().HaveConversion<Conversions.OfName<RuleKind>>();
        configurationBuilder.Properties<RuleAction>().HaveConversion<Conversions.OfName<RuleAction>>();
        configurationBuilder.Properties<Recipe>().HaveConversion<Conversions.OfJson<Recipe>>().HaveColumnType("jsonb");
        configurationBuilder
            .Properties<ReplyAddress>()
            .HaveConversion<Conversions.OfJson<ReplyAddress>>()
            .HaveColumnType("jsonb");
        configurationBuilder
            .Properties<MessageRef>()
            .HaveConversion<Conversions.OfJson<MessageRef>>()
            .HaveColumnType("jsonb");
    }
}
