using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>What an identity provider calls a moderator, and their second factor: its secret sealed with the master key, recovery codes as digests.</summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261127071000_SecondFactors")]
    public sealed class SecondFactors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE flash.moderators
                    ADD COLUMN sign_in_name text CHECK (length(sign_in_name) BETWEEN 1 AND 320),
                    ADD COLUMN sign_in_subject text,
                    ADD COLUMN second_factor bytea,
                    ADD COLUMN second_factor_offered bytea,
                    ADD COLUMN second_factor_required boolean NOT NULL DEFAULT false,
                    ADD COLUMN last_time_step bigint NOT NULL DEFAULT 0,
                    ADD COLUMN failed_codes integer NOT NULL DEFAULT 0,
                    ADD COLUMN locked_until timestamptz;
                CREATE UNIQUE INDEX moderators_sign_in_name ON flash.moderators (lower(sign_in_name));
                CREATE TABLE flash.moderator_recovery_codes (
                    hash bytea PRIMARY KEY,
                    moderator_id bigint NOT NULL REFERENCES flash.moderators (id),
                    used_at timestamptz);
                CREATE INDEX moderator_recovery_codes_moderator_idx ON flash.moderator_recovery_codes (moderator_id);
                ALTER TABLE flash.moderator_sessions ADD COLUMN second_factor_at timestamptz;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE flash.moderator_sessions DROP COLUMN second_factor_at;
                DROP TABLE flash.moderator_recovery_codes;
                ALTER TABLE flash.moderators DROP COLUMN sign_in_name, DROP COLUMN sign_in_subject, DROP COLUMN second_factor, DROP COLUMN second_factor_offered,
                    DROP COLUMN second_factor_required, DROP COLUMN last_time_step, DROP COLUMN failed_codes, DROP COLUMN locked_until;
                """);
        }
    }
}
