using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flash.Bots.Data.Model;

/// <summary>What passes between processes: the outbox, the clocks of the queues, receipts, updates, sketches, and the
/// turns to send.</summary>
internal sealed class QueueConfiguration
    : IEntityTypeConfiguration<OutboxEntry>,
        IEntityTypeConfiguration<Receipt>,
        IEntityTypeConfiguration<TelegramUpdate>,
        IEntityTypeConfiguration<SketchRow>,
        IEntityTypeConfiguration<SharedPicture>,
        IEntityTypeConfiguration<SendTurn>,
        IEntityTypeConfiguration<SendTicket>,
        IEntityTypeConfiguration<PostedMenu>,
        IEntityTypeConfiguration<QueueClock>
{
    private const string LongAgo = "'1970-01-01Z'";

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

    public void Configure(EntityTypeBuilder<QueueClock> builder)
    {
        builder.ToTable("queue_clocks");
        builder.HasKey(clock => clock.Moves);
        builder.Property(clock => clock.Moves).ValueGeneratedNever();
        builder.HasData(
            new QueueClock { Moves = false, SetAt = DateTimeOffset.UnixEpoch },
            new QueueClock { Moves = true, SetAt = DateTimeOffset.UnixEpoch }
        );
    }

    public void Configure(EntityTypeBuilder<Receipt> builder)
    {
        builder.ToTable("receipts");
        builder.HasKey(receipt => receipt.IdempotencyKey);
        builder.Property(receipt => receipt.ReceivedAt).HasDefaultValueSql("now()");
        builder.HasIndex(receipt => receipt.ReceivedAt);
    }

    public void Configure(EntityTypeBuilder<TelegramUpdate> builder)
    {
        builder.ToTable("telegram_updates");
        builder.HasKey(update => new { update.BotId, update.UpdateId });
        builder.Property(update => update.ReceivedAt).HasDefaultValueSql("now()");
        builder.Property(update => update.Attempts).HasDefaultValue(0);
        builder
            .HasIndex(
                update => new
                {
                    update.BotId,
                    update.Lane,
                    update.UpdateId,
                },
                "telegram_updates_waiting_idx"
            )
            .HasFilter("handled_at IS NULL");
        builder.HasIndex(update => update.ReceivedAt);
    }

    // What an unlogged table loses in a crash of the database is asked for again.
    public void Configure(EntityTypeBuilder<SketchRow> builder)
    {
        builder.ToTable("sketches").IsUnlogged();
        builder.Property(sketch => sketch.Id).ValueGeneratedNever();
        builder.Property(sketch => sketch.RequestedAt).HasDefaultValueSql("now()");
    }

    public void Configure(EntityTypeBuilder<SharedPicture> builder)
    {
        builder.ToTable("shared_pictures").IsUnlogged();
        builder.Property(picture => picture.Id).ValueGeneratedNever();
        builder.HasIndex(picture => picture.ExpiresAt);
    }

    public void Configure(EntityTypeBuilder<SendTurn> builder)
    {
        builder.ToTable("send_turns").IsUnlogged();
        builder.HasKey(turn => new { turn.Platform, turn.ChatKey });
        builder.Property(turn => turn.NextTurn).HasDefaultValueSql(LongAgo);
        builder.Property(turn => turn.LastSend).HasDefaultValueSql(LongAgo);
        builder.Property(turn => turn.BlockedUntil).HasDefaultValueSql(LongAgo);
        builder.Property(turn => turn.Patience).HasDefaultValue(1.0);
    }

    public void Configure(EntityTypeBuilder<SendTicket> builder)
    {
        builder.ToTable("send_queue").IsUnlogged();
        builder.HasKey(ticket => new
        {
            ticket.Platform,
            ticket.ChatKey,
            ticket.Ticket,
        });
    }

    public void Configure(EntityTypeBuilder<PostedMenu> builder)
    {
        builder.ToTable("menus");
        builder.HasKey(menu => menu.Message);
        builder.Property(menu => menu.PostedAt).HasDefaultValueSql("now()");
    }
}
