using Flash.Bots.Moderation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flash.Bots.Data.Model;

/// <summary>Moderators, how they sign in, and who they are on the networks.</summary>
internal sealed class ModeratorConfiguration
    : IEntityTypeConfiguration<ModeratorRow>,
        IEntityTypeConfiguration<ModeratorLink>,
        IEntityTypeConfiguration<ModeratorCode>,
        IEntityTypeConfiguration<ModeratorCodeAttempt>,
        IEntityTypeConfiguration<ModeratorIdentity>,
        IEntityTypeConfiguration<ModeratorRecoveryCode>,
        IEntityTypeConfiguration<ModeratorSession>
{
    public void Configure(EntityTypeBuilder<ModeratorRow> builder)
    {
        builder.ToTable("moderators", table =>
        {
            table.HasCheckConstraint("moderators_name_check", "length(name) BETWEEN 1 AND 100");
            table.HasCheckConstraint("moderators_role_check", StoredName.Check<ModeratorRole>("role"));
            table.HasCheckConstraint("moderators_sign_in_name_check", "length(sign_in_name) BETWEEN 1 AND 320");
        });
        builder.Property(moderator => moderator.Id).UseIdentityAlwaysColumn();
        builder.Property(moderator => moderator.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(moderator => moderator.Role).HasDefaultValue(ModeratorRole.Moderator);
        builder.Property(moderator => moderator.SecondFactorRequired).HasDefaultValue(false);
        builder.Property(moderator => moderator.LastTimeStep).HasDefaultValue(0L);
        builder.Property(moderator => moderator.FailedCodes).HasDefaultValue(0);
        builder.Property(moderator => moderator.ConfirmsFrom).HasDefaultValueSql("'-infinity'");
        builder.HasIndex(moderator => moderator.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ModeratorLink> builder)
    {
        builder.ToTable("moderator_links");
        builder.HasKey(link => link.Hash);
        builder
            .HasOne(link => link.Moderator)
            .WithMany()
            .HasForeignKey(link => link.ModeratorId)
            .OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<ModeratorCode> builder)
    {
        builder.ToTable("moderator_codes");
        builder.HasKey(code => code.Hash);
        builder
            .HasOne(code => code.Moderator)
            .WithMany()
            .HasForeignKey(code => code.ModeratorId)
            .OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<ModeratorCodeAttempt> builder)
    {
        builder.ToTable("moderator_code_attempts");
        builder.Property(attempt => attempt.Id).UseIdentityAlwaysColumn();
        builder.Property(attempt => attempt.AttemptedAt).HasDefaultValueSql("now()");
        builder.HasIndex(
            attempt => new
            {
                attempt.Platform,
                attempt.ExternalId,
                attempt.AttemptedAt,
            },
            "moderator_code_attempts_idx"
        );
    }

    public void Configure(EntityTypeBuilder<ModeratorIdentity> builder)
    {
        builder.ToTable("moderator_identities");
        builder.HasKey(identity => new { identity.Platform, identity.ExternalId });
        builder.Property(identity => identity.LinkedAt).HasDefaultValueSql("now()");
        builder
            .HasOne(identity => identity.Moderator)
            .WithMany()
            .HasForeignKey(identity => identity.ModeratorId)
            .OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(identity => new { identity.ModeratorId, identity.Platform }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ModeratorRecoveryCode> builder)
    {
        builder.ToTable("moderator_recovery_codes");
        builder.HasKey(code => code.Hash);
        builder
            .HasOne(code => code.Moderator)
            .WithMany()
            .HasForeignKey(code => code.ModeratorId)
            .OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(code => code.ModeratorId, "moderator_recovery_codes_moderator_idx");
    }

    public void Configure(EntityTypeBuilder<ModeratorSession> builder)
    {
        builder.ToTable("moderator_sessions", table =>
            table.HasCheckConstraint("moderator_sessions_browser_check", "length(browser) <= 200")
        );
        builder.HasKey(session => session.Hash);
        builder.Property(session => session.Id).UseIdentityAlwaysColumn();
        builder.Property(session => session.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(session => session.LastSeenAt).HasDefaultValueSql("now()");
        builder.Property(session => session.Browser).HasDefaultValue("");
        builder
            .HasOne(session => session.Moderator)
            .WithMany()
            .HasForeignKey(session => session.ModeratorId)
            .OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(session => session.Id).IsUnique();
    }
}
