using Flash.Bots.Generations;
using Flash.Bots.Replies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flash.Bots.Data;

/// <summary>People and the chats they are in.</summary>
internal sealed class PeopleConfiguration : IEntityTypeConfiguration<User>, IEntityTypeConfiguration<Chat>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users", table =>
            table.HasCheckConstraint("users_platform_check", StoredName.Check<Platform>("platform"))
        );
        builder.HasIndex(user => new { user.Platform, user.ExternalId }).IsUnique();
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
}

/// <summary>Generations and what they made.</summary>
internal sealed class GenerationConfiguration
    : IEntityTypeConfiguration<Generation>,
        IEntityTypeConfiguration<Picture>,
        IEntityTypeConfiguration<WordRequest>
{
    /// <summary>One live animation, and one enlargement, per picture: a second press finds the first one's.</summary>
    public const string OnePerPicture = "generations_one_per_picture";

    public void Configure(EntityTypeBuilder<Generation> builder)
    {
        builder.ToTable("generations", table =>
        {
            table.HasCheckConstraint("generations_kind_check", StoredName.Check<GenerationKind>("kind"));
            table.HasCheckConstraint("generations_state_check", StoredName.Check<GenerationState>("state"));
            table.HasCheckConstraint(
                "generations_parent_check",
                "(parent_id IS NOT NULL) = (kind <> 'imagine') AND (parent_index IS NOT NULL) = (kind IN ('animate', 'vary', 'enlarge'))"
            );
        });
        builder.Property(generation => generation.Id).ValueGeneratedNever();
        builder.Property(generation => generation.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(generation => generation.PostingUntil).HasDefaultValueSql("now()");
        builder.Property(generation => generation.Epoch).HasDefaultValue(0);
        builder.Property(generation => generation.Attempts).HasDefaultValue(0);
        builder
            .HasOne(generation => generation.User)
            .WithMany()
            .HasForeignKey(generation => generation.UserId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne(generation => generation.Chat)
            .WithMany()
            .HasForeignKey(generation => generation.ChatId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Generation>()
            .WithMany()
            .HasForeignKey(generation => generation.ParentId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(generation => generation.IdempotencyKey).IsUnique();
        builder
            .HasIndex(
                generation => new
                {
                    generation.ParentId,
                    generation.ParentIndex,
                    generation.Kind,
                },
                OnePerPicture
            )
            .IsUnique()
            .HasFilter("kind IN ('animate', 'enlarge') AND state IN ('queued', 'running', 'held', 'delivered')");
        builder.HasIndex(generation => new { generation.UserId, generation.Id });
        builder.HasIndex(generation => new { generation.ChatId, generation.Id });

        // Counting who waits reads this index only, however many generations lie behind us.
        builder
            .HasIndex(generation => new { generation.CreatedAt, generation.UserId }, "generations_waiting_idx")
            .HasFilter("state IN ('queued', 'running', 'held')");

        // Whoever answers a picture is understood by the message that shows it.
        builder.HasIndex(generation => generation.Message).HasMethod("hash").HasFilter("message IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<WordRequest> builder)
    {
        builder.ToTable("word_requests");
        builder.Property(request => request.AskedAt).HasDefaultValueSql("now()");
        builder
            .HasOne<Generation>()
            .WithMany()
            .HasForeignKey(request => request.GenerationId)
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(request => request.Message).HasMethod("hash");
    }

    public void Configure(EntityTypeBuilder<Picture> builder)
    {
        builder.ToTable("pictures");
        builder.HasKey(picture => new { picture.GenerationId, picture.Index });
        builder
            .HasOne<Generation>()
            .WithMany()
            .HasForeignKey(picture => picture.GenerationId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>The audit log, the outbox and the receipts.</summary>
internal sealed class LogConfiguration
    : IEntityTypeConfiguration<AuditEntry>,
        IEntityTypeConfiguration<OutboxEntry>,
        IEntityTypeConfiguration<Receipt>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        // No foreign key to generations: what the log says must outlive what it speaks of.
        builder.ToTable("audit_log");
        builder.Property(entry => entry.OccurredAt).HasDefaultValueSql("now()");
        builder.Property(entry => entry.Details).HasColumnType("jsonb").HasDefaultValueSql("'{}'");
        builder.HasIndex(entry => entry.Sequence).IsUnique();
        builder.HasIndex(entry => entry.Id, "audit_log_unsealed_idx").HasFilter("sequence IS NULL");
        builder.HasIndex(entry => entry.OccurredAt);
        builder.HasIndex(entry => entry.GenerationId);
        builder.HasIndex(entry => new
        {
            entry.ActorPlatform,
            entry.ActorId,
            entry.Id,
        });
        builder.HasIndex(entry => new { entry.Action, entry.Id });
    }

    public void Configure(EntityTypeBuilder<OutboxEntry> builder)
    {
        builder.ToTable("outbox");
        builder.Property(entry => entry.CreatedAt).HasDefaultValueSql("now()");
        builder
            .HasOne<Generation>()
            .WithMany()
            .HasForeignKey(entry => entry.GenerationId)
            .OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Receipt> builder)
    {
        builder.ToTable("receipts");
        builder.HasKey(receipt => receipt.IdempotencyKey);
        builder.Property(receipt => receipt.ReceivedAt).HasDefaultValueSql("now()");
        builder.HasIndex(receipt => receipt.ReceivedAt);
    }
}

/// <summary>The chat in the browser.</summary>
internal sealed class PlaygroundConfiguration
    : IEntityTypeConfiguration<PlaygroundRow>,
        IEntityTypeConfiguration<PlaygroundMedia>
{
    public void Configure(EntityTypeBuilder<PlaygroundRow> builder)
    {
        builder.ToTable("playground_messages");
        builder.Property(message => message.Buttons).HasColumnType("jsonb").HasDefaultValueSql("'[]'");
        builder.Property(message => message.Media).HasColumnType("jsonb").HasDefaultValueSql("'[]'");
        builder.Property(message => message.Change).HasDefaultValueSql("nextval('flash.playground_changes')");
        builder.Property(message => message.Revision).HasDefaultValue(0);
        builder.Property(message => message.MediaRevision).HasDefaultValue(0);
        builder.Property(message => message.Deleted).HasDefaultValue(false);
        builder.Property(message => message.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(message => message.UpdatedAt).HasDefaultValueSql("now()");
        builder.HasIndex(message => new { message.ConversationId, message.Id });
        builder.HasIndex(message => new { message.ConversationId, message.Change });
        builder.HasIndex(message => new { message.ConversationId, message.ClientId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PlaygroundMedia> builder)
    {
        builder.ToTable("playground_media");
        builder.HasKey(media => new
        {
            media.MessageId,
            media.Revision,
            media.Position,
        });
        builder
            .HasOne<PlaygroundRow>()
            .WithMany()
            .HasForeignKey(media => media.MessageId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
