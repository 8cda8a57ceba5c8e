using Flash.Bots.Moderation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flash.Bots.Data.Model;

/// <summary>Bans, rules, quotas, and what people report and appeal.</summary>
internal sealed class ModerationConfiguration
    : IEntityTypeConfiguration<Ban>,
        IEntityTypeConfiguration<PromptRuleRow>,
        IEntityTypeConfiguration<Quota>,
        IEntityTypeConfiguration<BannedPicture>,
        IEntityTypeConfiguration<Report>,
        IEntityTypeConfiguration<Appeal>,
        IEntityTypeConfiguration<EvidenceRow>,
        IEntityTypeConfiguration<Takedown>
{
    public void Configure(EntityTypeBuilder<Ban> builder)
    {
        builder.ToTable("bans", table =>
            table.HasCheckConstraint("bans_wanted_check", "(wanted_until IS NULL) = (wanted_by IS NULL)")
        );
        builder.Property(ban => ban.CreatedAt).HasDefaultValueSql("now()");
        builder.HasOne(ban => ban.User).WithMany().HasForeignKey(ban => ban.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Generation>().WithMany().HasForeignKey(ban => ban.GenerationId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(ban => ban.UserId, "bans_one_in_force").IsUnique().HasFilter("lifted_at IS NULL");
    }

    public void Configure(EntityTypeBuilder<PromptRuleRow> builder)
    {
        builder.ToTable("prompt_rules", table =>
        {
            table.HasCheckConstraint("prompt_rules_kind_check", StoredName.Check<RuleKind>("kind"));
            table.HasCheckConstraint("prompt_rules_action_check", StoredName.Check<RuleAction>("action"));
            table.HasCheckConstraint("prompt_rules_scope_check", StoredName.Check<RuleScope>("scope"));
            table.HasCheckConstraint("prompt_rules_category_check", StoredName.Check<RuleCategory>("category"));
        });
        builder.Property(rule => rule.Scope).HasDefaultValue(RuleScope.Everything);
        builder.Property(rule => rule.OnlyRealModels).HasDefaultValue(false);
        builder
            .HasOne<PromptRuleRow>()
            .WithMany()
            .HasForeignKey(rule => rule.Replaces)
            .OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(rule => rule.Replaces);
        builder.Property(rule => rule.CreatedAt).HasDefaultValueSql("now()");
        builder
            .HasOne(rule => rule.Chat)
            .WithMany()
            .HasForeignKey(rule => rule.ChatId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Quota> builder)
    {
        builder.ToTable("quotas", table =>
        {
            table.HasCheckConstraint("quotas_check", "(user_id IS NULL) <> (chat_id IS NULL)");
            table.HasCheckConstraint("quotas_per_hour_check", "per_hour >= 0");
            table.HasCheckConstraint("quotas_per_day_check", "per_day >= 0");
        });
        builder.Property(quota => quota.Id).UseIdentityAlwaysColumn();
        builder.Property(quota => quota.SetAt).HasDefaultValueSql("now()");
        builder
            .HasOne(quota => quota.User)
            .WithMany()
            .HasForeignKey(quota => quota.UserId)
            .OnDelete(DeleteBehavior.NoAction);
        builder
            .HasOne(quota => quota.Chat)
            .WithMany()
            .HasForeignKey(quota => quota.ChatId)
            .OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(quota => quota.UserId).IsUnique();
        builder.HasIndex(quota => quota.ChatId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<BannedPicture> builder)
    {
        builder.ToTable("banned_pictures", table =>
            table.HasCheckConstraint("banned_pictures_action_check", "action IN ('hold', 'block')")
        );
        builder.Property(picture => picture.Id).UseIdentityAlwaysColumn();
        builder.Property(picture => picture.BannedAt).HasDefaultValueSql("now()");
        builder
            .HasIndex(picture => new { picture.GenerationId, picture.PictureIndex }, "banned_pictures_once")
            .IsUnique()
            .HasFilter("removed_at IS NULL");
    }

    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.ToTable("reports", table =>
        {
            table.HasCheckConstraint("reports_picture_index_check", "picture_index > 0");
            table.HasCheckConstraint("reports_reason_check", $"length(reason) <= {Report.MaxReason}");
            table.HasCheckConstraint("reports_state_check", StoredName.Check<ReportState>("state"));
        });
        builder.Property(report => report.Id).UseIdentityAlwaysColumn();
        builder.Property(report => report.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(report => report.State).HasDefaultValue(ReportState.Open);
        builder
            .HasOne(report => report.Generation)
            .WithMany()
            .HasForeignKey(report => report.GenerationId)
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne(report => report.User)
            .WithMany()
            .HasForeignKey(report => report.UserId)
            .OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(report => new { report.GenerationId, report.UserId }).IsUnique();
        builder.HasIndex(report => report.Id, "reports_open_idx").HasFilter("state = 'open'");
        builder.HasIndex(report => new { report.UserId, report.CreatedAt }, "reports_user_idx");
    }

    public void Configure(EntityTypeBuilder<Appeal> builder)
    {
        builder.ToTable("appeals", table =>
        {
            table.HasCheckConstraint("appeals_check", "(ban_id IS NULL) <> (generation_id IS NULL)");
            table.HasCheckConstraint("appeals_text_check", $"length(text) <= {Appeal.MaxText}");
            table.HasCheckConstraint("appeals_state_check", StoredName.Check<AppealState>("state"));
        });
        builder.Property(appeal => appeal.Id).UseIdentityAlwaysColumn();
        builder.Property(appeal => appeal.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(appeal => appeal.State).HasDefaultValue(AppealState.Open);
        builder
            .HasOne(appeal => appeal.User)
            .WithMany()
            .HasForeignKey(appeal => appeal.UserId)
            .OnDelete(DeleteBehavior.NoAction);
        builder
            .HasOne(appeal => appeal.Ban)
            .WithMany()
            .HasForeignKey(appeal => appeal.BanId)
            .OnDelete(DeleteBehavior.NoAction);
        builder
            .HasOne(appeal => appeal.Generation)
            .WithMany()
            .HasForeignKey(appeal => appeal.GenerationId)
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(appeal => appeal.BanId, "appeals_one_per_ban").IsUnique();
        builder.HasIndex(appeal => appeal.GenerationId, "appeals_one_per_generation").IsUnique();
        builder.HasIndex(appeal => appeal.Id, "appeals_open_idx").HasFilter("state = 'open'");
        builder.HasIndex(appeal => appeal.UserId, "appeals_user_idx");
    }

    public void Configure(EntityTypeBuilder<EvidenceRow> builder)
    {
        builder.ToTable("evidence");
        builder.Property(evidence => evidence.Id).UseIdentityAlwaysColumn();
        builder.Property(evidence => evidence.PreservedAt).HasDefaultValueSql("now()");
    }

    public void Configure(EntityTypeBuilder<Takedown> builder)
    {
        builder.ToTable("takedowns");
        builder.HasKey(takedown => takedown.GenerationId);
        builder.Property(takedown => takedown.TakenDownAt).HasDefaultValueSql("now()");
        builder
            .HasOne<Generation>()
            .WithMany()
            .HasForeignKey(takedown => takedown.GenerationId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
