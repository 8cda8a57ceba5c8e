using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>Sessions that can be told apart, listed and ended.</summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261124131000_ModeratorSessions")]
    public sealed class ModeratorSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE flash.moderator_sessions
                    ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
                    ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT now(),
                    ADD COLUMN browser text NOT NULL DEFAULT '' CHECK (length(browser) <= 200);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE flash.moderator_sessions DROP COLUMN id, DROP COLUMN last_seen_at, DROP COLUMN browser;
                """);
        }
    }
}
