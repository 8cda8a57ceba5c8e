using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <inheritdoc />
    public partial class Lineage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "generations_one_animation_per_picture",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropCheckConstraint(
                name: "generations_kind_check",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropCheckConstraint(
                name: "generations_parent_check",
                schema: "flash",
                table: "generations");

            migrationBuilder.AddColumn<string>(
                name: "settings",
                schema: "flash",
                table: "users",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "settings",
                schema: "flash",
                table: "chats",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.CreateTable(
                name: "word_requests",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message = table.Column<string>(type: "jsonb", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("word_requests_pkey", x => x.id);
                    table.ForeignKey(
                        name: "word_requests_generation_id_fkey",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "generations_message_idx",
                schema: "flash",
                table: "generations",
                column: "message",
                filter: "message IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "generations_one_per_picture",
                schema: "flash",
                table: "generations",
                columns: new[] { "parent_id", "parent_index", "kind" },
                unique: true,
                filter: "kind IN ('animate', 'enlarge') AND state IN ('queued', 'running', 'held', 'delivered')");

            migrationBuilder.AddCheckConstraint(
                name: "generations_kind_check",
                schema: "flash",
                table: "generations",
                sql: "kind IN ('imagine', 'animate', 'vary', 'enlarge', 'edit')");

            migrationBuilder.AddCheckConstraint(
                name: "generations_parent_check",
                schema: "flash",
                table: "generations",
                sql: "(parent_id IS NOT NULL) = (kind <> 'imagine') AND (parent_index IS NOT NULL) = (kind IN ('animate', 'vary', 'enlarge'))");

            migrationBuilder.CreateIndex(
                name: "word_requests_generation_id_idx",
                schema: "flash",
                table: "word_requests",
                column: "generation_id");

            migrationBuilder.CreateIndex(
                name: "word_requests_message_idx",
                schema: "flash",
                table: "word_requests",
                column: "message")
                .Annotation("Npgsql:IndexMethod", "hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "word_requests",
                schema: "flash");

            migrationBuilder.DropIndex(
                name: "generations_message_idx",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropIndex(
                name: "generations_one_per_picture",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropCheckConstraint(
                name: "generations_kind_check",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropCheckConstraint(
                name: "generations_parent_check",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropColumn(
                name: "settings",
                schema: "flash",
                table: "users");

            migrationBuilder.DropColumn(
                name: "settings",
                schema: "flash",
                table: "chats");

            migrationBuilder.CreateIndex(
                name: "generations_one_animation_per_picture",
                schema: "flash",
                table: "generations",
                columns: new[] { "parent_id", "parent_index" },
                unique: true,
                filter: "kind = 'animate' AND state IN ('queued', 'running', 'held', 'delivered')");

            migrationBuilder.AddCheckConstraint(
                name: "generations_kind_check",
                schema: "flash",
                table: "generations",
                sql: "kind IN ('imagine', 'animate')");

            migrationBuilder.AddCheckConstraint(
                name: "generations_parent_check",
                schema: "flash",
                table: "generations",
                sql: "(kind = 'animate') = (parent_id IS NOT NULL AND parent_index IS NOT NULL)");
        }
    }
}
