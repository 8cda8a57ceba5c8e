using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Flash.Migrations.Versions
{
    /// <inheritdoc />
    public partial class FairQueue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "cost",
                schema: "flash",
                table: "generations",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<int>(
                name: "promised_seconds",
                schema: "flash",
                table: "generations",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "turn",
                schema: "flash",
                table: "generations",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "turn_end",
                schema: "flash",
                table: "generations",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "work",
                schema: "flash",
                table: "generations",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.CreateTable(
                name: "queue_clocks",
                schema: "flash",
                columns: table => new
                {
                    moves = table.Column<bool>(type: "boolean", nullable: false),
                    turn = table.Column<double>(type: "double precision", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_queue_clocks", x => x.moves);
                });

            migrationBuilder.InsertData(
                schema: "flash",
                table: "queue_clocks",
                columns: new[] { "moves", "set_at", "turn" },
                values: new object[,]
                {
                    { false, new DateTimeOffset(new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)), 0.0 },
                    { true, new DateTimeOffset(new DateTime(1970, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)), 0.0 }
                });

            migrationBuilder.CreateIndex(
                name: "generations_started_idx",
                schema: "flash",
                table: "generations",
                column: "started_at",
                filter: "started_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "generations_turn_idx",
                schema: "flash",
                table: "generations",
                columns: new[] { "turn", "id" },
                filter: "state = 'queued'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "queue_clocks",
                schema: "flash");

            migrationBuilder.DropIndex(
                name: "generations_started_idx",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropIndex(
                name: "generations_turn_idx",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropColumn(
                name: "cost",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropColumn(
                name: "promised_seconds",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropColumn(
                name: "turn",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropColumn(
                name: "turn_end",
                schema: "flash",
                table: "generations");

            migrationBuilder.DropColumn(
                name: "work",
                schema: "flash",
                table: "generations");
        }
    }
}
