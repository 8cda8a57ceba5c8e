using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <inheritdoc />
    public partial class ModerationPolicy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "message_orders_wish_check",
                schema: "flash",
                table: "message_orders");

            migrationBuilder.DropCheckConstraint(
                name: "generations_state_check",
                schema: "flash",
                table: "generations");

            migrationBuilder.AddColumn<string>(
                name: "category",
                schema: "flash",
                table: "prompt_rules",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "only_real_models",
                schema: "flash",
                table: "prompt_rules",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "replaces",
                schema: "flash",
                table: "prompt_rules",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scope",
                schema: "flash",
                table: "prompt_rules",
                type: "text",
                nullable: false,
                defaultValue: "everything");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "confirms_from",
                schema: "flash",
                table: "moderators",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "'-infinity'");

            migrationBuilder.AddColumn<string>(
                name: "words",
                schema: "flash",
                table: "message_orders",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_claims",
                schema: "flash",
                columns: table => new
                {
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    moderator_id = table.Column<string>(type: "text", nullable: false),
                    moderator_name = table.Column<string>(type: "text", nullable: false),
                    claimed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_claims", x => x.generation_id);
                    table.ForeignKey(
                        name: "fk_case_claims_generations_generation_id",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "case_notes",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    moderator_name = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_notes", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_notes_generations_generation_id",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "evidence",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    generation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    preserved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    preserved_by = table.Column<string>(type: "text", nullable: false),
                    box = table.Column<byte[]>(type: "bytea", nullable: false),
                    released_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    released_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_prompt_rules_replaces",
                schema: "flash",
                table: "prompt_rules",
                column: "replaces");

            migrationBuilder.AddCheckConstraint(
                name: "prompt_rules_category_check",
                schema: "flash",
                table: "prompt_rules",
                sql: "category IN ('minors', 'sexual', 'gore', 'realpeople')");

            migrationBuilder.AddCheckConstraint(
                name: "prompt_rules_scope_check",
                schema: "flash",
                table: "prompt_rules",
                sql: "scope IN ('everything', 'prompt')");

            migrationBuilder.AddCheckConstraint(
                name: "message_orders_wish_check",
                schema: "flash",
                table: "message_orders",
                sql: "wish IN ('rejected', 'removed', 'held')");

            migrationBuilder.AddCheckConstraint(
                name: "generations_state_check",
                schema: "flash",
                table: "generations",
                sql: "state IN ('queued', 'held', 'running', 'delivered', 'failed', 'cancelled', 'superseded', 'rejected')");

            migrationBuilder.CreateIndex(
                name: "case_notes_generation_idx",
                schema: "flash",
                table: "case_notes",
                columns: new[] { "generation_id", "id" });

            migrationBuilder.AddForeignKey(
                name: "fk_prompt_rules_prompt_rules_replaces",
                schema: "flash",
                table: "prompt_rules",
                column: "replaces",
                principalSchema: "flash",
                principalTable: "prompt_rules",
                principalColumn: "id");

            // What a moderator rejected had failed until now.
            migrationBuilder.Sql(
                """
                UPDATE flash.generations SET state = 'rejected' WHERE state = 'failed'
                    AND EXISTS (SELECT FROM flash.audit_log entry WHERE entry.generation_id = generations.id AND entry.action = 'moderation.rejected')
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_prompt_rules_prompt_rules_replaces",
                schema: "flash",
                table: "prompt_rules");

            migrationBuilder.DropTable(
                name: "case_claims",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "case_notes",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "evidence",
                schema: "flash");

            migrationBuilder.DropIndex(
                name: "ix_prompt_rules_replaces",
                schema: "flash",
                table: "prompt_rules");

            migrationBuilder.DropCheckConstraint(
                name: "prompt_rules_category_check",
                schema: "flash",
                table: "prompt_rules");

            migrationBuilder.DropCheckConstraint(
                name: "prompt_rules_scope_check",
                schema: "flash",
                table: "prompt_rules");

            migrationBuilder.DropCheckConstraint(
                name: "message_orders_wish_check",
                schema: "flash",
                table: "message_orders");

            migrationBuilder.DropCheckConstraint(
                name: "generations_state_check",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropColumn(
                name: "category",
                schema: "flash",
                table: "prompt_rules");

            migrationBuilder.DropColumn(
                name: "only_real_models",
                schema: "flash",
                table: "prompt_rules");

            migrationBuilder.DropColumn(
                name: "replaces",
                schema: "flash",
                table: "prompt_rules");

            migrationBuilder.DropColumn(
                name: "scope",
                schema: "flash",
                table: "prompt_rules");

            migrationBuilder.DropColumn(
                name: "confirms_from",
                schema: "flash",
                table: "moderators");

            migrationBuilder.DropColumn(
                name: "words",
                schema: "flash",
                table: "message_orders");

            migrationBuilder.AddCheckConstraint(
                name: "message_orders_wish_check",
                schema: "flash",
                table: "message_orders",
                sql: "wish IN ('rejected', 'removed')");

            migrationBuilder.AddCheckConstraint(
                name: "generations_state_check",
                schema: "flash",
                table: "generations",
                sql: "state IN ('queued', 'held', 'running', 'delivered', 'failed', 'cancelled', 'superseded')");
        }
    }
}
