using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flash.Bots.Data.Model;

/// <summary>People and the chats they are in.</summary>
internal sealed class PeopleConfiguration
    : IEntityTypeConfiguration<User>,
        IEntityTypeConfiguration<Chat>,
        IEntityTypeConfiguration<ServerRulesRow>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users", table =>
            table.HasCheckConstraint("users_platform_check", StoredName.Check<Platform>("platform"))
        );
        builder.HasIndex(user => new { user.Platform, user.ExternalId }).IsUnique();
        builder.HasIndex(user => user.Address).HasFilter("address IS NOT NULL");
        builder.Property(user => user.Settings).HasColumnType("jsonb").HasDefaultValueSql("'{}'");
        builder.Property(user => user.CreatedAt).HasDefaultValueSql("now()");
    }

    public void Configure(EntityTypeBuilder<Chat> builder)
    {
        builder.ToTable("chats", table =>
            table.HasCheckConstraint("chats_platform_check", StoredName.Check<Platform>("platform"))
        );
        builder.HasIndex(chat => new { chat.Platform, chat.ExternalId }).IsUnique();
        builder.Property(chat => chat.Settings).HasColumnType("jsonb").HasDefaultValueSql("'{}'");
        builder.Property(chat => chat.CreatedAt).HasDefaultValueSql("now()");
    }

    public void Configure(EntityTypeBuilder<ServerRulesRow> builder)
    {
        builder.ToTable("server_rules", table =>
            table.HasCheckConstraint("server_rules_platform_check", StoredName.Check<Platform>("platform"))
        );
        builder.HasKey(rules => new { rules.Platform, rules.Place });
        builder.Property(rules => rules.ChangedAt).HasDefaultValueSql("now()");
    }
}
