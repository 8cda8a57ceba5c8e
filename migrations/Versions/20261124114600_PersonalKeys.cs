using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>
    /// Personal data in the audit log is encrypted while an entry is sealed, under a key of the person's own, so that it can be made
    /// unreadable without changing the log: see docs/decisions/0004-erasing-people-from-a-log-that-only-grows.md.
    /// </summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261124114600_PersonalKeys")]
    public sealed class PersonalKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE TABLE flash.personal_keys (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    platform text NOT NULL,
                    external_id text NOT NULL,
                    master bytea NOT NULL,
                    wrapped bytea,
                    created_at timestamptz NOT NULL DEFAULT now(),
                    destroyed_at timestamptz,
                    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)));
                CREATE UNIQUE INDEX personal_keys_one_in_use ON flash.personal_keys (platform, external_id) WHERE destroyed_at IS NULL;
                CREATE INDEX personal_keys_person_idx ON flash.personal_keys (platform, external_id, destroyed_at);

                ALTER TABLE flash.audit_log ADD COLUMN personal bytea;

                DROP TRIGGER audit_log_append_only ON flash.audit_log;
                CREATE TRIGGER audit_log_append_only BEFORE UPDATE ON flash.audit_log FOR EACH ROW
                    WHEN (NOT (
                        OLD.sequence IS NULL AND OLD.previous_hash IS NULL AND OLD.hash IS NULL
                        AND NEW.sequence IS NOT NULL AND NEW.previous_hash IS NOT NULL AND NEW.hash IS NOT NULL
                        AND (NEW.actor_name = OLD.actor_name OR NEW.actor_name = '')
                        AND (NEW.id, NEW.occurred_at, NEW.actor_platform, NEW.actor_id, NEW.action, NEW.generation_id, NEW.chat_id, NEW.details)
                            IS NOT DISTINCT FROM
                            (OLD.id, OLD.occurred_at, OLD.actor_platform, OLD.actor_id, OLD.action, OLD.generation_id, OLD.chat_id, OLD.details)))
                    EXECUTE FUNCTION flash.refuse_change();
                ALTER TABLE flash.audit_log ENABLE ALWAYS TRIGGER audit_log_append_only;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER audit_log_append_only ON flash.audit_log;
                ALTER TABLE flash.audit_log DROP COLUMN personal;
                CREATE TRIGGER audit_log_append_only BEFORE UPDATE ON flash.audit_log FOR EACH ROW
                    WHEN (NOT (
                        OLD.sequence IS NULL AND OLD.previous_hash IS NULL AND OLD.hash IS NULL
                        AND NEW.sequence IS NOT NULL AND NEW.previous_hash IS NOT NULL AND NEW.hash IS NOT NULL
                        AND (NEW.id, NEW.occurred_at, NEW.actor_platform, NEW.actor_id, NEW.actor_name, NEW.action, NEW.generation_id, NEW.chat_id, NEW.details)
                            IS NOT DISTINCT FROM
                            (OLD.id, OLD.occurred_at, OLD.actor_platform, OLD.actor_id, OLD.actor_name, OLD.action, OLD.generation_id, OLD.chat_id, OLD.details)))
                    EXECUTE FUNCTION flash.refuse_change();
                ALTER TABLE flash.audit_log ENABLE ALWAYS TRIGGER audit_log_append_only;
                DROP TABLE flash.personal_keys;
                """);
        }
    }
}
