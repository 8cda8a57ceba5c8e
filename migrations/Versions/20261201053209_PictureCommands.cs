using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <inheritdoc />
    public partial class PictureCommands : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "generations_kind_check",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropCheckConstraint(
                name: "generations_parent_check",
                schema: "flash",
                table: "generations");

            migrationBuilder.CreateTable(
                name: "arena_votes",
                schema: "flash",
                columns: table => new
                {
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    winner = table.Column<string>(type: "text", nullable: false),
                    loser = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_arena_votes", x => new { x.generation_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_arena_votes_generations_generation_id",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_arena_votes_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "flash",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "generations_kind_check",
                schema: "flash",
                table: "generations",
                sql: "kind IN ('imagine', 'animate', 'vary', 'enlarge', 'edit', 'outpaint', 'inpaint', 'blend', 'tree', 'describe', 'arena')");

            migrationBuilder.AddCheckConstraint(
                name: "generations_parent_check",
                schema: "flash",
                table: "generations",
                sql: "CASE WHEN kind IN ('blend', 'describe') THEN (parent_id IS NOT NULL) = (parent_index IS NOT NULL) ELSE (parent_id IS NOT NULL) = (kind NOT IN ('imagine', 'arena')) AND (parent_index IS NOT NULL) = (kind IN ('animate', 'vary', 'enlarge', 'outpaint', 'inpaint')) END");

            migrationBuilder.CreateIndex(
                name: "ix_arena_votes_user_id",
                schema: "flash",
                table: "arena_votes",
                column: "user_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "arena_votes",
                schema: "flash");

            migrationBuilder.DropCheckConstraint(
                name: "generations_kind_check",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropCheckConstraint(
                name: "generations_parent_check",
                schema: "flash",
                table: "generations");

            migrationBuilder.AddCheckConstraint(
                name: "generations_kind_check",
                schema: "flash",
                table: "generations",
                sql: "kind IN ('imagine', 'animate', 'vary', 'enlarge', 'edit', 'outpaint', 'inpaint')");

            migrationBuilder.AddCheckConstraint(
                name: "generations_parent_check",
                schema: "flash",
                table: "generations",
                sql: "(parent_id IS NOT NULL) = (kind <> 'imagine') AND (parent_index IS NOT NULL) = (kind IN ('animate', 'vary', 'enlarge', 'outpaint', 'inpaint'))");
        }
    }
}
