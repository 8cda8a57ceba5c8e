using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>Who may look at everything. Links and sessions are kept as digests: reading these tables signs nobody in.</summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261123172000_Moderators")]
    public sealed class Moderators : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE TABLE flash.moderators (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
                    created_at timestamptz NOT NULL DEFAULT now(),
                    removed_at timestamptz);

                CREATE TABLE flash.moderator_links (
                    hash bytea PRIMARY KEY,
                    moderator_id bigint NOT NULL REFERENCES flash.moderators (id),
                    expires_at timestamptz NOT NULL,
                    used_at timestamptz);

                CREATE TABLE flash.moderator_sessions (
                    hash bytea PRIMARY KEY,
                    moderator_id bigint NOT NULL REFERENCES flash.moderators (id),
                    created_at timestamptz NOT NULL DEFAULT now(),
                    expires_at timestamptz NOT NULL,
                    ended_at timestamptz);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE flash.moderator_sessions; DROP TABLE flash.moderator_links; DROP TABLE flash.moderators;");
        }
    }
}
