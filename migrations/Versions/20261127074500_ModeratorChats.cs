using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>
    /// Moderators where they already are: who they are on the networks, cards in their chats, and messages that a decision changes. Triggers keep the
    /// cards true: whoever decides, in a chat, in the console or at the command line, needs to know of none.
    /// </summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261127074500_ModeratorChats")]
    public sealed class ModeratorChats : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Identities);
            migrationBuilder.Sql(Cards);
            migrationBuilder.Sql(Triggers);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER generations_held_case ON flash.generations;
                DROP TRIGGER generations_moved_case ON flash.generations;
                DROP TRIGGER generations_forgotten_case ON flash.generations;
                DROP TRIGGER pictures_gone_case ON flash.pictures;
                DROP TRIGGER reports_case ON flash.reports;
                DROP TRIGGER takedowns_case ON flash.takedowns;
                DROP TRIGGER message_orders_case ON flash.message_orders;
                DROP TRIGGER bans_case ON flash.bans;
                DROP FUNCTION flash.case_of_generation(); DROP FUNCTION flash.case_of_row(); DROP FUNCTION flash.cases_of_ban();
                DROP FUNCTION flash.touch_moderation_case(uuid, boolean);
                DROP TABLE flash.witnessed_checkpoints; DROP TABLE flash.message_orders; DROP TABLE flash.moderation_cards; DROP TABLE flash.moderation_cases;
                DROP TABLE flash.moderator_code_attempts; DROP TABLE flash.moderator_codes; DROP TABLE flash.moderator_identities;
                DROP INDEX flash.generations_held_idx;
                ALTER TABLE flash.bans DROP COLUMN generation_id;
                """);
        }

        // Codes are kept as digests: reading the table makes nobody a moderator.
        private const string Identities = """
            CREATE TABLE flash.moderator_identities (
                platform text NOT NULL,
                external_id text NOT NULL,
                moderator_id bigint NOT NULL REFERENCES flash.moderators (id),
                linked_at timestamptz NOT NULL DEFAULT now(),
                PRIMARY KEY (platform, external_id),
                UNIQUE (moderator_id, platform));

            CREATE TABLE flash.moderator_codes (
                hash bytea PRIMARY KEY,
                moderator_id bigint NOT NULL REFERENCES flash.moderators (id),
                expires_at timestamptz NOT NULL,
                used_at timestamptz);

            CREATE TABLE flash.moderator_code_attempts (
                platform text NOT NULL,
                external_id text NOT NULL,
                attempted_at timestamptz NOT NULL DEFAULT now());
            CREATE INDEX moderator_code_attempts_idx ON flash.moderator_code_attempts (platform, external_id, attempted_at);
            """;

        // A case is whatever was ever held or reported; its revision counts what happened to it. A card is what one chat shows of it: stale as soon as the
        // case moves on, and nobody else's to show until next_at.
        private const string Cards = """
            CREATE TABLE flash.moderation_cases (
                generation_id uuid PRIMARY KEY REFERENCES flash.generations (id) ON DELETE CASCADE,
                revision bigint NOT NULL DEFAULT 1,
                opened_at timestamptz NOT NULL DEFAULT now());

            CREATE TABLE flash.moderation_cards (
                generation_id uuid NOT NULL REFERENCES flash.moderation_cases (generation_id) ON DELETE CASCADE,
                platform text NOT NULL,
                place text NOT NULL,
                message jsonb,
                is_stale boolean NOT NULL DEFAULT true,
                attempts integer NOT NULL DEFAULT 0,
                next_at timestamptz NOT NULL DEFAULT now(),
                PRIMARY KEY (generation_id, platform, place));
            CREATE INDEX moderation_cards_stale_idx ON flash.moderation_cards (platform, place, generation_id) WHERE is_stale;

            CREATE INDEX generations_held_idx ON flash.generations (id) WHERE state = 'held';

            -- The card that a ban was asked for on.
            ALTER TABLE flash.bans ADD COLUMN generation_id uuid REFERENCES flash.generations (id) ON DELETE SET NULL;

            -- A decision that a message has to follow, written with it: whoever speaks to that network carries it out, after a crash too.
            CREATE TABLE flash.message_orders (
                generation_id uuid PRIMARY KEY REFERENCES flash.generations (id) ON DELETE CASCADE,
                wish text NOT NULL CHECK (wish IN ('rejected', 'removed')),
                outcome text NOT NULL DEFAULT 'pending' CHECK (outcome IN ('pending', 'none', 'edited', 'deleted', 'replaced', 'kept')),
                reason text,
                by_platform text NOT NULL,
                by_id text NOT NULL,
                by_name text NOT NULL,
                ordered_at timestamptz NOT NULL DEFAULT now(),
                attempts integer NOT NULL DEFAULT 0,
                next_at timestamptz NOT NULL DEFAULT now());
            CREATE INDEX message_orders_pending_idx ON flash.message_orders (next_at) WHERE outcome = 'pending';

            CREATE TABLE flash.witnessed_checkpoints (
                platform text NOT NULL,
                place text NOT NULL,
                sequence bigint NOT NULL,
                witnessed_at timestamptz NOT NULL,
                PRIMARY KEY (platform, place));

            INSERT INTO flash.moderation_cases (generation_id)
            SELECT id FROM flash.generations WHERE state = 'held' UNION SELECT generation_id FROM flash.reports WHERE state = 'open';
            """;

        // Whoever makes a card locks its case first, so that no decision slips between looking and showing.
        private const string Triggers = """
            CREATE FUNCTION flash.touch_moderation_case(id uuid, opens boolean) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
            BEGIN
                IF opens THEN
                    INSERT INTO flash.moderation_cases (generation_id) VALUES (id)
                    ON CONFLICT (generation_id) DO UPDATE SET revision = moderation_cases.revision + 1;
                ELSE
                    UPDATE flash.moderation_cases SET revision = revision + 1 WHERE generation_id = id;
                    IF NOT FOUND THEN
                        RETURN;
                    END IF;
                END IF;
                UPDATE flash.moderation_cards SET is_stale = true WHERE generation_id = id;
                PERFORM pg_notify('flash_cards', '');
            END $$;

            CREATE FUNCTION flash.case_of_generation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
            BEGIN
                PERFORM flash.touch_moderation_case(NEW.id, NEW.state = 'held');
                RETURN NULL;
            END $$;

            CREATE FUNCTION flash.case_of_row() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
            BEGIN
                PERFORM flash.touch_moderation_case(CASE TG_OP WHEN 'DELETE' THEN OLD.generation_id ELSE NEW.generation_id END, TG_TABLE_NAME = 'reports' AND TG_OP = 'INSERT');
                RETURN NULL;
            END $$;

            -- A ban shows on the card it was asked for on, and on whatever of the person's still waits.
            CREATE FUNCTION flash.cases_of_ban() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
            BEGIN
                PERFORM flash.touch_moderation_case(concerned.id, false) FROM (
                    SELECT NEW.generation_id AS id WHERE NEW.generation_id IS NOT NULL
                    UNION SELECT generation.id FROM flash.generations generation WHERE generation.user_id = NEW.user_id AND generation.state = 'held'
                    UNION SELECT report.generation_id FROM flash.reports report JOIN flash.generations generation ON generation.id = report.generation_id
                        WHERE report.state = 'open' AND generation.user_id = NEW.user_id
                    ORDER BY id) concerned;
                RETURN NULL;
            END $$;

            CREATE TRIGGER generations_held_case AFTER INSERT ON flash.generations
                FOR EACH ROW WHEN (NEW.state = 'held') EXECUTE FUNCTION flash.case_of_generation();
            CREATE TRIGGER generations_moved_case AFTER UPDATE OF state ON flash.generations
                FOR EACH ROW WHEN (OLD.state <> NEW.state AND (OLD.state = 'held' OR NEW.state IN ('held', 'delivered', 'failed', 'cancelled')))
                EXECUTE FUNCTION flash.case_of_generation();
            CREATE TRIGGER generations_forgotten_case AFTER UPDATE OF prompt ON flash.generations
                FOR EACH ROW WHEN (OLD.prompt <> '' AND NEW.prompt = '') EXECUTE FUNCTION flash.case_of_generation();
            CREATE TRIGGER pictures_gone_case AFTER DELETE ON flash.pictures FOR EACH ROW EXECUTE FUNCTION flash.case_of_row();
            CREATE TRIGGER reports_case AFTER INSERT OR UPDATE ON flash.reports FOR EACH ROW EXECUTE FUNCTION flash.case_of_row();
            CREATE TRIGGER takedowns_case AFTER INSERT ON flash.takedowns FOR EACH ROW EXECUTE FUNCTION flash.case_of_row();
            CREATE TRIGGER message_orders_case AFTER INSERT OR UPDATE OF outcome ON flash.message_orders FOR EACH ROW EXECUTE FUNCTION flash.case_of_row();
            CREATE TRIGGER bans_case AFTER INSERT OR UPDATE ON flash.bans FOR EACH ROW EXECUTE FUNCTION flash.cases_of_ban();
            """;
    }
}
