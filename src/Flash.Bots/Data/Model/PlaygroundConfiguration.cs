using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flash.Bots.Data.Model;

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
