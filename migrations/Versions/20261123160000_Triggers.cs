using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>What the database itself holds true and tells: an audit log that only grows, and notifications for whoever waits.</summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261123160000_Triggers")]
    public sealed class Triggers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE FUNCTION flash.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
                BEGIN
                    RAISE EXCEPTION '% on %.% is refused: the audit log only grows', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
                        USING ERRCODE = 'insufficient_privilege';
                END $$;

                CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON flash.audit_log
                    FOR EACH ROW EXECUTE FUNCTION flash.refuse_change();
                CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON flash.audit_log
                    FOR EACH STATEMENT EXECUTE FUNCTION flash.refuse_change();

                CREATE FUNCTION flash.notify_outbox() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
                BEGIN
                    PERFORM pg_notify('flash_outbox', '');
                    RETURN NULL;
                END $$;

                CREATE TRIGGER outbox_notify AFTER INSERT ON flash.outbox
                    FOR EACH STATEMENT EXECUTE FUNCTION flash.notify_outbox();

                CREATE FUNCTION flash.notify_playground() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
                BEGIN
                    PERFORM pg_notify('flash_playground', NEW.conversation_id::text);
                    RETURN NULL;
                END $$;

                CREATE TRIGGER playground_messages_notify AFTER INSERT OR UPDATE ON flash.playground_messages
                    FOR EACH ROW EXECUTE FUNCTION flash.notify_playground();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER playground_messages_notify ON flash.playground_messages;
                DROP FUNCTION flash.notify_playground();
                DROP TRIGGER outbox_notify ON flash.outbox;
                DROP FUNCTION flash.notify_outbox();
                DROP TRIGGER audit_log_no_truncate ON flash.audit_log;
                DROP TRIGGER audit_log_append_only ON flash.audit_log;
                DROP FUNCTION flash.refuse_change();
                """);
        }
    }
}
