using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>People's keys are for one month each, so that what they sealed can be let go of by age.</summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261124123000_Retention")]
    public sealed class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE flash.personal_keys
                    ADD COLUMN period date NOT NULL DEFAULT date_trunc('month', now() AT TIME ZONE 'UTC'),
                    ADD COLUMN is_expired boolean NOT NULL DEFAULT false;
                UPDATE flash.personal_keys SET period = date_trunc('month', created_at AT TIME ZONE 'UTC');
                DROP INDEX flash.personal_keys_one_in_use;
                CREATE UNIQUE INDEX personal_keys_one_in_use ON flash.personal_keys (platform, external_id, period) WHERE destroyed_at IS NULL;
                CREATE INDEX personal_keys_period_idx ON flash.personal_keys (period) WHERE destroyed_at IS NULL;
                CREATE INDEX generations_worded_idx ON flash.generations (id) WHERE prompt <> '';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP INDEX flash.generations_worded_idx;
                DROP INDEX flash.personal_keys_period_idx;
                DROP INDEX flash.personal_keys_one_in_use;
                CREATE INDEX personal_keys_one_in_use ON flash.personal_keys (platform, external_id) WHERE destroyed_at IS NULL;
                ALTER TABLE flash.personal_keys DROP COLUMN period, DROP COLUMN is_expired;
                """);
        }
    }
}
