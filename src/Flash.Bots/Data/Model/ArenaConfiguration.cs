using Flash.Bots.Generations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flash.Bots.Data.Model;

/// <summary>What people chose.</summary>
internal sealed class ArenaConfiguration : IEntityTypeConfiguration<ArenaVote>
{
    public void Configure(EntityTypeBuilder<ArenaVote> builder)
    {
        builder.ToTable("arena_votes");
        builder.HasKey(vote => new { vote.GenerationId, vote.UserId });
        builder.Property(vote => vote.At).HasDefaultValueSql("now()");
        builder
            .HasOne<Generation>()
            .WithMany()
            .HasForeignKey(vote => vote.GenerationId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(vote => vote.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(vote => vote.UserId);
    }
}
