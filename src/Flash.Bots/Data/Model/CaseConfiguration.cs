using Flash.Bots.Moderation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flash.Bots.Data.Model;

/// <summary>Cases in the moderators' chats, what a decision wants of a message, and what is told there.</summary>
internal sealed class CaseConfiguration
    : IEntityTypeConfiguration<ModerationCase>,
        IEntityTypeConfiguration<ModerationCard>,
        IEntityTypeConfiguration<MessageOrder>,
        IEntityTypeConfiguration<CaseClaim>,
        IEntityTypeConfiguration<CaseNote>,
        IEntityTypeConfiguration<WitnessedCheckpoint>,
        IEntityTypeConfiguration<ToldEntry>
{
    public void Configure(EntityTypeBuilder<ModerationCase> builder)
    {
        builder.ToTable("moderation_cases");
        builder.HasKey(opened => opened.GenerationId);
        builder.Property(opened => opened.Revision).HasDefaultValue(1L);
        builder.Property(opened => opened.OpenedAt).HasDefaultValueSql("now()");
        builder
            .HasOne<Generation>()
            .WithMany()
            .HasForeignKey(opened => opened.GenerationId)
            .OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ModerationCard> builder)
    {
        builder.ToTable("moderation_cards");
        builder.HasKey(card => new
        {
            card.GenerationId,
            card.Platform,
            card.Place,
        });
        builder.Property(card => card.IsStale).HasDefaultValue(true);
        builder.Property(card => card.Attempts).HasDefaultValue(0);
        builder.Property(card => card.NextAt).HasDefaultValueSql("now()");
        builder
            .HasOne<ModerationCase>()
            .WithMany()
            .HasForeignKey(card => card.GenerationId)
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasIndex(
                card => new
                {
                    card.Platform,
                    card.Place,
                    card.GenerationId,
                },
                "moderation_cards_stale_idx"
            )
            .HasFilter("is_stale");
    }

    public void Configure(EntityTypeBuilder<MessageOrder> builder)
    {
        builder.ToTable("message_orders", table =>
        {
            table.HasCheckConstraint("message_orders_wish_check", StoredName.Check<MessageWish>("wish"));
            table.HasCheckConstraint("message_orders_outcome_check", StoredName.Check<MessageOutcome>("outcome"));
        });
        builder.HasKey(order => order.GenerationId);
        builder.Property(order => order.Outcome).HasDefaultValue(MessageOutcome.Pending);
        builder.Property(order => order.OrderedAt).HasDefaultValueSql("now()");
        builder.Property(order => order.Attempts).HasDefaultValue(0);
        builder.Property(order => order.NextAt).HasDefaultValueSql("now()");
        builder
            .HasOne(order => order.Generation)
            .WithMany()
            .HasForeignKey(order => order.GenerationId)
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(order => order.NextAt, "message_orders_pending_idx").HasFilter("outcome = 'pending'");
    }

    public void Configure(EntityTypeBuilder<CaseClaim> builder)
    {
        builder.ToTable("case_claims");
        builder.HasKey(claim => claim.GenerationId);
        builder.Property(claim => claim.ClaimedAt).HasDefaultValueSql("now()");
        builder
            .HasOne<Generation>()
            .WithMany()
            .HasForeignKey(claim => claim.GenerationId)
            .OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<CaseNote> builder)
    {
        builder.ToTable("case_notes");
        builder.Property(note => note.Id).UseIdentityAlwaysColumn();
        builder.Property(note => note.WrittenAt).HasDefaultValueSql("now()");
        builder
            .HasOne<Generation>()
            .WithMany()
            .HasForeignKey(note => note.GenerationId)
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(note => new { note.GenerationId, note.Id }, "case_notes_generation_idx");
    }

    public void Configure(EntityTypeBuilder<WitnessedCheckpoint> builder)
    {
        builder.ToTable("witnessed_checkpoints");
        builder.HasKey(checkpoint => new { checkpoint.Platform, checkpoint.Place });
    }

    public void Configure(EntityTypeBuilder<ToldEntry> builder)
    {
        builder.ToTable("told_entries");
        builder.HasKey(told => new { told.Platform, told.Place });
        builder.Property(told => told.NextAt).HasDefaultValueSql("now()");
    }
}
