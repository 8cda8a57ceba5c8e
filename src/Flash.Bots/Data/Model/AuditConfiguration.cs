using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flash.Bots.Data.Model;

/// <summary>The audit log, and what its verifications said. A migration makes the log's table, because it is
/// partitioned by month; this says what stands in it.</summary>
internal sealed class AuditConfiguration
    : IEntityTypeConfiguration<AuditEntry>,
        IEntityTypeConfiguration<AuditVerificationRow>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        // No foreign key to generations: what the log says must outlive what it speaks of.
        builder.ToTable("audit_log", table => table.ExcludeFromMigrations());
        builder.HasKey(entry => new { entry.Id, entry.OccurredAt });
        builder.Property(entry => entry.Id).ValueGeneratedOnAdd().HasDefaultValueSql("nextval('flash.audit_log_ids')");
        builder.Property(entry => entry.OccurredAt).HasDefaultValueSql("now()");
        builder.Property(entry => entry.Details).HasColumnType("jsonb").HasDefaultValueSql("'{}'");

        // Only flash.seal_audit_entries() writes these; the processes' role could not even name them in an INSERT.
        foreach (
            var seal in new[] { nameof(AuditEntry.Sequence), nameof(AuditEntry.PreviousHash), nameof(AuditEntry.Hash) }
        )
        {
            var property = builder.Metadata.GetProperty(seal);
            property.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
            property.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        }

        builder.HasIndex(entry => entry.Sequence, "audit_log_sequence_idx");
        builder.HasIndex(entry => entry.Id, "audit_log_unsealed_idx").HasFilter("sequence IS NULL");
        builder.HasIndex(entry => entry.OccurredAt, "audit_log_occurred_at_idx").HasMethod("brin");
        builder
            .HasIndex(entry => entry.GenerationId, "audit_log_generation_id_idx")
            .HasFilter("generation_id IS NOT NULL");
        builder.HasIndex(
            entry => new
            {
                entry.ActorPlatform,
                entry.ActorId,
                entry.Id,
            },
            "audit_log_actor_platform_actor_id_id_idx"
        );
        builder.HasIndex(entry => new { entry.Action, entry.Id }, "audit_log_action_id_idx");
    }

    public void Configure(EntityTypeBuilder<AuditVerificationRow> builder)
    {
        builder.ToTable("audit_verifications");
        builder.Property(verification => verification.Id).UseIdentityAlwaysColumn();
        builder.Property(verification => verification.VerifiedAt).HasDefaultValueSql("now()");
        builder.Property(verification => verification.Report).HasColumnType("jsonb");
    }
}
