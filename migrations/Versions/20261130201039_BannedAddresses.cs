using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <inheritdoc />
    public partial class BannedAddresses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "address",
                schema: "flash",
                table: "users",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "address_at",
                schema: "flash",
                table: "users",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_users_address",
                schema: "flash",
                table: "users",
                column: "address",
                filter: "address IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_users_address",
                schema: "flash",
                table: "users");

            migrationBuilder.DropColumn(
                name: "address",
                schema: "flash",
                table: "users");

            migrationBuilder.DropColumn(
                name: "address_at",
                schema: "flash",
                table: "users");
        }
    }
}
