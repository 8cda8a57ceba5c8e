using Flash.Bots.Generations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flash.Bots.Data.Model;

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
                "CASE WHEN kind IN ('blend', 'describe') THEN (parent_id IS NOT NULL) = (parent_index IS NOT NULL) "
                    + "ELSE (parent_id IS NOT NULL) = (kind NOT IN ('imagine', 'arena')) AND (parent_index IS NOT "
                    + "NULL) = "
                    + "(kind IN ('animate', 'vary', 'enlarge', 'outpaint', 'inpaint')) END"
            );
        });
        builder.Property(generation => generation.Id).ValueGeneratedNever();
        builder.Property(generation => generation.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(generation => generation.PostingUntil).HasDefaultValueSql("now()");
        builder.Property(generation => generation.Epoch).HasDefaultValue(0);
        builder.Property(generation => generation.Attempts).HasDefaultValue(0);
        builder.Property(generation => generation.Variant).HasDefaultValue("");
        builder.Property(generation => generation.Work).HasDefaultValue(0.0);
        builder.Property(generation => generation.Cost).HasDefaultValue(0.0);
        builder.Property(generation => generation.Turn).HasDefaultValue(0.0);
        builder.Property(generation => generation.TurnEnd).HasDefaultValue(0.0);
        builder.Property(generation => generation.TellingUntil).HasDefaultValueSql("'-infinity'");
        builder.Property(generation => generation.UnsureUntil).HasDefaultValueSql("'-infinity'");
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
                    generation.Variant,
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

        // Whose turn it is, with ten thousand waiting as with one.
        builder
            .HasIndex(generation => new { generation.Turn, generation.Id }, "generations_turn_idx")
            .HasFilter("state = 'queued'");

        // What was begun last tells how fast the queue moves.
        builder
            .HasIndex(generation => generation.StartedAt, "generations_started_idx")
            .HasFilter("started_at IS NOT NULL");
        builder.HasIndex(generation => generation.Id, "generations_held_idx").HasFilter("state = 'held'");

        // What retention has to look at: prompts that were not let go of.
        builder.HasIndex(generation => generation.Id, "generations_worded_idx").HasFilter("prompt <> ''");
        builder
            .HasIndex(generation => generation.Prompt, "generations_prompt_words_idx")
            .HasMethod("gin")
            .IsTsVectorExpressionIndex("simple");

        // An answer to a picture is understood by the message that shows it.
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
        builder
            .HasOne<PersonalKeyRow>()
            .WithMany()
            .HasForeignKey(picture => picture.KeyId)
            .OnDelete(DeleteBehavior.NoAction);
        builder.HasIndex(picture => picture.KeyId, "pictures_key_idx");
        builder
            .HasIndex(picture => picture.GenerationId, "pictures_in_the_open_idx")
            .HasFilter("key_id IS NULL AND thumbnail <> ''");
    }
}
