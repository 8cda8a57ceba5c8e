using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>What the last verifications of the audit log said, for every process.</summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261130085000_AuditWitnesses")]
    public sealed class AuditWitnesses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE TABLE flash.audit_verifications (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    verified_at timestamptz NOT NULL DEFAULT now(),
                    findings integer NOT NULL,
                    told_at timestamptz,
                    report jsonb NOT NULL);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("DROP TABLE flash.audit_verifications;");
    }
}
