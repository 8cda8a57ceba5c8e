using Flash.Bots.Moderation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flash.Bots.Data;

/// <summary>Bans and rules.</summary>
internal sealed class ModerationConfiguration : IEntityTypeConfiguration<Ban>, IEntityTypeConfiguration<PromptRuleRow>
{
    public void Configure(EntityTypeBuilder<Ban> builder)
    {
        builder.ToTable("bans");
        builder.Property(ban => ban.CreatedAt).HasDefaultValueSql("now()");
        builder.HasOne(ban => ban.User).WithMany().HasForeignKey(ban => ban.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(ban => ban.UserId, "bans_one_in_force").IsUnique().HasFilter("lifted_at IS NULL");
    }

    public void Configure(EntityTypeBuilder<PromptRuleRow> builder)
    {
        builder.ToTable("prompt_rules", table =>
        {
            table.HasCheckConstraint("prompt_rules_kind_check", StoredName.Check<RuleKind>("kind"));
            table.HasCheckConstraint("prompt_rules_action_check", StoredName.Check<RuleAction>("action"));
        });
        builder.Property(rule => rule.CreatedAt).HasDefaultValueSql("now()");
        builder
            .HasOne(rule => rule.Chat)
            .WithMany()
            .HasForeignKey(rule => rule.ChatId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
