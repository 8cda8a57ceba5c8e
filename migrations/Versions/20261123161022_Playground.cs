using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <inheritdoc />
    public partial class Playground : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "alt_text",
                schema: "flash",
                table: "playground_messages");

            migrationBuilder.DropColumn(
                name: "media_type",
                schema: "flash",
                table: "playground_messages");

            migrationBuilder.CreateSequence(
                name: "playground_changes",
                schema: "flash");

            migrationBuilder.AddColumn<long>(
                name: "change",
                schema: "flash",
                table: "playground_messages",
                type: "bigint",
                nullable: false,
                defaultValueSql: "nextval('flash.playground_changes')");

            migrationBuilder.AddColumn<Guid>(
                name: "client_id",
                schema: "flash",
                table: "playground_messages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "media",
                schema: "flash",
                table: "playground_messages",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<int>(
                name: "media_revision",
                schema: "flash",
                table: "playground_messages",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "playground_messages_conversation_id_change_idx",
                schema: "flash",
                table: "playground_messages",
                columns: new[] { "conversation_id", "change" });

            migrationBuilder.CreateIndex(
                name: "playground_messages_conversation_id_client_id_idx",
                schema: "flash",
                table: "playground_messages",
                columns: new[] { "conversation_id", "client_id" },
                unique: true);

            // JPEG and GIF do not compress further; PostgreSQL need not try.
            migrationBuilder.Sql("ALTER TABLE flash.playground_media ALTER COLUMN bytes SET STORAGE EXTERNAL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "playground_messages_conversation_id_change_idx",
                schema: "flash",
                table: "playground_messages");

            migrationBuilder.DropIndex(
                name: "playground_messages_conversation_id_client_id_idx",
                schema: "flash",
                table: "playground_messages");

            migrationBuilder.DropColumn(
                name: "change",
                schema: "flash",
                table: "playground_messages");

            migrationBuilder.DropColumn(
                name: "client_id",
                schema: "flash",
                table: "playground_messages");

            migrationBuilder.DropColumn(
                name: "media",
                schema: "flash",
                table: "playground_messages");

            migrationBuilder.DropColumn(
                name: "media_revision",
                schema: "flash",
                table: "playground_messages");

            migrationBuilder.DropSequence(
                name: "playground_changes",
                schema: "flash");

            migrationBuilder.AddColumn<string>(
                name: "alt_text",
                schema: "flash",
                table: "playground_messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "media_type",
                schema: "flash",
                table: "playground_messages",
                type: "text",
                nullable: true);
        }
    }
}
