using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <inheritdoc />
    public partial class PicturesThatFollow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.AddColumn<string>(
                name: "variant",
                schema: "flash",
                table: "generations",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "generations_one_per_picture",
                schema: "flash",
                table: "generations",
                columns: new[] { "parent_id", "parent_index", "kind", "variant" },
                unique: true,
                filter: "kind IN ('animate', 'enlarge') AND state IN ('queued', 'running', 'held', 'delivered')");

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

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
                name: "variant",
                schema: "flash",
                table: "generations");

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
        }
    }
}
