using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <inheritdoc />
    public partial class Moderation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "generations_one_animation_per_picture",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropIndex(
                name: "generations_waiting_idx",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropCheckConstraint(
                name: "generations_state_check",
                schema: "flash",
                table: "generations");

            migrationBuilder.CreateTable(
                name: "bans",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    banned_by = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lifted_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("bans_pkey", x => x.id);
                    table.ForeignKey(
                        name: "bans_user_id_fkey",
                        column: x => x.user_id,
                        principalSchema: "flash",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "prompt_rules",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "text", nullable: false),
                    pattern = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    chat_id = table.Column<long>(type: "bigint", nullable: true),
                    created_by = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("prompt_rules_pkey", x => x.id);
                    table.CheckConstraint("prompt_rules_action_check", "action IN ('allow', 'flag', 'hold', 'block')");
                    table.CheckConstraint("prompt_rules_kind_check", "kind IN ('phrase', 'regex')");
                    table.ForeignKey(
                        name: "prompt_rules_chat_id_fkey",
                        column: x => x.chat_id,
                        principalSchema: "flash",
                        principalTable: "chats",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "generations_one_animation_per_picture",
                schema: "flash",
                table: "generations",
                columns: new[] { "parent_id", "parent_index" },
                unique: true,
                filter: "kind = 'animate' AND state IN ('queued', 'running', 'held', 'delivered')");

            migrationBuilder.CreateIndex(
                name: "generations_waiting_idx",
                schema: "flash",
                table: "generations",
                columns: new[] { "created_at", "user_id" },
                filter: "state IN ('queued', 'running', 'held')");

            migrationBuilder.AddCheckConstraint(
                name: "generations_state_check",
                schema: "flash",
                table: "generations",
                sql: "state IN ('queued', 'held', 'running', 'delivered', 'failed', 'cancelled')");

            migrationBuilder.CreateIndex(
                name: "bans_one_in_force",
                schema: "flash",
                table: "bans",
                column: "user_id",
                unique: true,
                filter: "lifted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "prompt_rules_chat_id_idx",
                schema: "flash",
                table: "prompt_rules",
                column: "chat_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bans",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "prompt_rules",
                schema: "flash");

            migrationBuilder.DropIndex(
                name: "generations_one_animation_per_picture",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropIndex(
                name: "generations_waiting_idx",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropCheckConstraint(
                name: "generations_state_check",
                schema: "flash",
                table: "generations");

            migrationBuilder.CreateIndex(
                name: "generations_one_animation_per_picture",
                schema: "flash",
                table: "generations",
                columns: new[] { "parent_id", "parent_index" },
                unique: true,
                filter: "kind = 'animate' AND state IN ('queued', 'running', 'delivered')");

            migrationBuilder.CreateIndex(
                name: "generations_waiting_idx",
                schema: "flash",
                table: "generations",
                columns: new[] { "created_at", "user_id" },
                filter: "state IN ('queued', 'running')");

            migrationBuilder.AddCheckConstraint(
                name: "generations_state_check",
                schema: "flash",
                table: "generations",
                sql: "state IN ('queued', 'running', 'delivered', 'failed', 'cancelled')");
        }
    }
}
