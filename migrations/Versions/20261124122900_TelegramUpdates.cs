using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>
    /// Updates between Telegram and whoever handles them. A row keeps its number for two days, so that a repeated delivery is known; what was
    /// said is forgotten as soon as it is handled.
    /// </summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261124122900_TelegramUpdates")]
    public sealed class TelegramUpdates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE TABLE flash.telegram_updates (
                    bot_id bigint NOT NULL,
                    update_id bigint NOT NULL,
                    lane text NOT NULL,
                    body text,
                    received_at timestamptz NOT NULL DEFAULT now(),
                    taken_until timestamptz,
                    attempts integer NOT NULL DEFAULT 0,
                    handled_at timestamptz,
                    PRIMARY KEY (bot_id, update_id));

                CREATE INDEX telegram_updates_waiting_idx ON flash.telegram_updates (bot_id, lane, update_id) WHERE handled_at IS NULL;
                CREATE INDEX telegram_updates_received_at_idx ON flash.telegram_updates (received_at);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE flash.telegram_updates;");
        }
    }
}
