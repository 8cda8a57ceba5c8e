using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>
    /// What a waiting person was last told of their place; a state for what an edited prompt replaced; questions for other words that are known before
    /// they are posted; and what all processes together have sent to each chat.
    /// </summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261127070000_QueuePlaces")]
    public sealed class QueuePlaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                ALTER TABLE flash.generations
                    ADD COLUMN told_ahead integer,
                    ADD COLUMN told_seconds integer,
                    ADD COLUMN telling_until timestamptz NOT NULL DEFAULT '-infinity',
                    DROP CONSTRAINT generations_state_check,
                    ADD CONSTRAINT generations_state_check CHECK (state IN ('queued', 'held', 'running', 'delivered', 'failed', 'cancelled', 'superseded'));
                UPDATE flash.generations SET state = 'superseded', failure = NULL WHERE state = 'failed' AND failure = 'The prompt was edited.';

                ALTER TABLE flash.word_requests ALTER COLUMN message DROP NOT NULL;

                -- Minutes old at most, so not written to the write-ahead log: after a crash of the database everybody is quiet for as long as it takes to start.
                CREATE UNLOGGED TABLE flash.send_turns (
                    platform text NOT NULL,
                    chat_key text NOT NULL,
                    next_turn timestamptz NOT NULL DEFAULT '1970-01-01Z',
                    last_send timestamptz NOT NULL DEFAULT '1970-01-01Z',
                    blocked_until timestamptz NOT NULL DEFAULT '1970-01-01Z',
                    patience double precision NOT NULL DEFAULT 1,
                    PRIMARY KEY (platform, chat_key));
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TABLE flash.send_turns;
                DELETE FROM flash.word_requests WHERE message IS NULL;
                ALTER TABLE flash.word_requests ALTER COLUMN message SET NOT NULL;
                UPDATE flash.generations SET state = 'failed', failure = 'The prompt was edited.' WHERE state = 'superseded';
                ALTER TABLE flash.generations
                    DROP COLUMN told_ahead,
                    DROP COLUMN told_seconds,
                    DROP COLUMN telling_until,
                    DROP CONSTRAINT generations_state_check,
                    ADD CONSTRAINT generations_state_check CHECK (state IN ('queued', 'held', 'running', 'delivered', 'failed', 'cancelled'));
                """);
        }
    }
}
