using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>
    /// Sketches that one process asks another for, and pictures that Telegram fetches from us. Both live for minutes, so neither is written
    /// to the write-ahead log: what a crash of the database loses is asked for again.
    /// </summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261124121000_Sketches")]
    public sealed class Sketches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE UNLOGGED TABLE flash.sketches (
                    id uuid PRIMARY KEY,
                    recipe jsonb NOT NULL,
                    requested_at timestamptz NOT NULL DEFAULT now(),
                    claimed_at timestamptz,
                    pictures bytea[]);

                CREATE UNLOGGED TABLE flash.shared_pictures (
                    id uuid PRIMARY KEY,
                    content_type text NOT NULL,
                    bytes bytea NOT NULL,
                    expires_at timestamptz NOT NULL);

                CREATE INDEX shared_pictures_expires_at_idx ON flash.shared_pictures (expires_at);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE flash.shared_pictures; DROP TABLE flash.sketches;");
        }
    }
}
