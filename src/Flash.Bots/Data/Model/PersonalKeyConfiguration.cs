using Flash.Bots.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flash.Bots.Data.Model;

/// <summary>People's keys.</summary>
internal sealed class PersonalKeyConfiguration : IEntityTypeConfiguration<PersonalKeyRow>
{
    public void Configure(EntityTypeBuilder<PersonalKeyRow> builder)
    {
        builder.ToTable("personal_keys", table =>
        {
            table.HasCheckConstraint("personal_keys_check", "(wrapped IS NULL) = (destroyed_at IS NOT NULL)");
            table.HasCheckConstraint("personal_keys_purpose_check", StoredName.Check<KeyPurpose>("purpose"));
        });
        builder.Property(key => key.Id).UseIdentityAlwaysColumn();
        builder.Property(key => key.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(key => key.Period).HasDefaultValueSql("date_trunc('month', now() AT TIME ZONE 'UTC')");
        builder.Property(key => key.IsExpired).HasDefaultValue(false);
        builder.Property(key => key.Purpose).HasDefaultValue(KeyPurpose.Log);
        builder
            .HasIndex(
                key => new
                {
                    key.Platform,
                    key.ExternalId,
                    key.Period,
                    key.Purpose,
                },
                "personal_keys_one_in_use"
            )
            .IsUnique()
            .HasFilter("destroyed_at IS NULL");
        builder.HasIndex(key => key.Period, "personal_keys_period_idx").HasFilter("destroyed_at IS NULL");
        builder.HasIndex(
            key => new
            {
                key.Platform,
                key.ExternalId,
                key.DestroyedAt,
            },
            "personal_keys_person_idx"
        );
    }
}
