using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>
    /// Results that wait for their turn in a chat, in the order in which they were asked for; when a generation was drawn, apart from when the network
    /// took it; until when an edit whose answer was lost may still be carried out; and which messages are menus.
    /// </summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261130084500_FairSends")]
    public sealed class FairSends : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                -- Minutes old at most, like flash.send_turns. A ticket is a generation's id, and those are ordered by time.
                CREATE UNLOGGED TABLE flash.send_queue (
                    platform text NOT NULL,
                    chat_key text NOT NULL,
                    ticket uuid NOT NULL,
                    lease_until timestamptz NOT NULL,
                    PRIMARY KEY (platform, chat_key, ticket));

                -- Messages that are menus, and whose they are: a digest of the person, nothing where a chat's managers share them.
                CREATE TABLE flash.menus (
                    message jsonb PRIMARY KEY,
                    owner bytea,
                    posted_at timestamptz NOT NULL DEFAULT now());

                ALTER TABLE flash.generations
                    ADD COLUMN drawn_at timestamptz,
                    ADD COLUMN unsure_until timestamptz NOT NULL DEFAULT '-infinity';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE flash.generations
                    DROP COLUMN drawn_at,
                    DROP COLUMN unsure_until;
                DROP TABLE flash.menus;
                DROP TABLE flash.send_queue;
                """);
        }
    }
}
