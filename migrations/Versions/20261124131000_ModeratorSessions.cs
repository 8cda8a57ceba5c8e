using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>Sessions that can be told apart, listed and ended; who moderators are on the networks; their cards in chats.</summary>
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

                CREATE TABLE flash.moderator_identities (
                    platform text NOT NULL,
                    external_id text NOT NULL,
                    moderator_id bigint NOT NULL REFERENCES flash.moderators (id),
                    PRIMARY KEY (platform, external_id));

                -- One card for each case and chat. A case is over when nothing of it waits: then the card says what was decided.
                CREATE TABLE flash.moderation_cards (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    generation_id uuid NOT NULL REFERENCES flash.generations (id) ON DELETE CASCADE,
                    kind text NOT NULL CHECK (kind IN ('held', 'reported')),
                    chat text NOT NULL,
                    message jsonb,
                    posted_at timestamptz NOT NULL DEFAULT now(),
                    closed_at timestamptz,
                    UNIQUE (generation_id, kind, chat));
                CREATE INDEX moderation_cards_open_idx ON flash.moderation_cards (id) WHERE closed_at IS NULL;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TABLE flash.moderation_cards; DROP TABLE flash.moderator_identities;
                ALTER TABLE flash.moderator_sessions DROP COLUMN id, DROP COLUMN last_seen_at, DROP COLUMN browser;
                """);
        }
    }
}
