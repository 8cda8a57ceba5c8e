using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>
    /// Lets an entry of the audit log be sealed: the one change it may ever see, once, from without a hash to with one, and nothing else of it.
    /// The triggers now also fire for replicas, so that only whoever may disable triggers gets past them.
    /// </summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261123164500_AuditSeals")]
    public sealed class AuditSeals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER audit_log_append_only ON flash.audit_log;

                CREATE TRIGGER audit_log_append_only BEFORE UPDATE ON flash.audit_log FOR EACH ROW
                    WHEN (NOT (
                        OLD.sequence IS NULL AND OLD.previous_hash IS NULL AND OLD.hash IS NULL
                        AND NEW.sequence IS NOT NULL AND NEW.previous_hash IS NOT NULL AND NEW.hash IS NOT NULL
                        AND (NEW.id, NEW.occurred_at, NEW.actor_platform, NEW.actor_id, NEW.actor_name, NEW.action, NEW.generation_id, NEW.chat_id, NEW.details)
                            IS NOT DISTINCT FROM
                            (OLD.id, OLD.occurred_at, OLD.actor_platform, OLD.actor_id, OLD.actor_name, OLD.action, OLD.generation_id, OLD.chat_id, OLD.details)))
                    EXECUTE FUNCTION flash.refuse_change();

                CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON flash.audit_log
                    FOR EACH ROW EXECUTE FUNCTION flash.refuse_change();

                CREATE TRIGGER audit_log_unsealed BEFORE INSERT ON flash.audit_log FOR EACH ROW
                    WHEN (NEW.sequence IS NOT NULL OR NEW.previous_hash IS NOT NULL OR NEW.hash IS NOT NULL)
                    EXECUTE FUNCTION flash.refuse_change();

                ALTER TABLE flash.audit_log ENABLE ALWAYS TRIGGER audit_log_append_only;
                ALTER TABLE flash.audit_log ENABLE ALWAYS TRIGGER audit_log_no_delete;
                ALTER TABLE flash.audit_log ENABLE ALWAYS TRIGGER audit_log_no_truncate;
                ALTER TABLE flash.audit_log ENABLE ALWAYS TRIGGER audit_log_unsealed;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER audit_log_unsealed ON flash.audit_log;
                DROP TRIGGER audit_log_no_delete ON flash.audit_log;
                DROP TRIGGER audit_log_append_only ON flash.audit_log;
                CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON flash.audit_log
                    FOR EACH ROW EXECUTE FUNCTION flash.refuse_change();
                """);
        }
    }
}
