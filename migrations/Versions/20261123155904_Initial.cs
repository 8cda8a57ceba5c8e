using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "flash");

            migrationBuilder.CreateTable(
                name: "audit_log",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    actor_platform = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    actor_name = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    generation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    chat_id = table.Column<string>(type: "text", nullable: true),
                    details = table.Column<string>(type: "jsonb", nullable: false, defaultValueSql: "'{}'"),
                    sequence = table.Column<long>(type: "bigint", nullable: true),
                    previous_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("audit_log_pkey", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "chats",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    platform = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true),
                    is_private = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("chats_pkey", x => x.id);
                    table.CheckConstraint("chats_platform_check", "platform IN ('playground', 'telegram', 'discord')");
                });

            migrationBuilder.CreateTable(
                name: "playground_messages",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    from_person = table.Column<bool>(type: "boolean", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    buttons = table.Column<string>(type: "jsonb", nullable: false, defaultValueSql: "'[]'"),
                    media_type = table.Column<string>(type: "text", nullable: true),
                    alt_text = table.Column<string>(type: "text", nullable: true),
                    reply_to = table.Column<long>(type: "bigint", nullable: true),
                    deleted = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("playground_messages_pkey", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "receipts",
                schema: "flash",
                columns: table => new
                {
                    idempotency_key = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("receipts_pkey", x => x.idempotency_key);
                });

            migrationBuilder.CreateTable(
                name: "users",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    platform = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("users_pkey", x => x.id);
                    table.CheckConstraint("users_platform_check", "platform IN ('playground', 'telegram', 'discord')");
                });

            migrationBuilder.CreateTable(
                name: "playground_media",
                schema: "flash",
                columns: table => new
                {
                    message_id = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    media_type = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("playground_media_pkey", x => new { x.message_id, x.revision, x.position });
                    table.ForeignKey(
                        name: "playground_media_message_id_fkey",
                        column: x => x.message_id,
                        principalSchema: "flash",
                        principalTable: "playground_messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "generations",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    parent_index = table.Column<int>(type: "integer", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    chat_id = table.Column<long>(type: "bigint", nullable: false),
                    idempotency_key = table.Column<string>(type: "text", nullable: false),
                    prompt = table.Column<string>(type: "text", nullable: false),
                    recipe = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    epoch = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reply_address = table.Column<string>(type: "jsonb", nullable: false),
                    message = table.Column<string>(type: "jsonb", nullable: true),
                    posting_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    failure = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("generations_pkey", x => x.id);
                    table.CheckConstraint("generations_kind_check", "kind IN ('imagine', 'animate')");
                    table.CheckConstraint("generations_parent_check", "(kind = 'animate') = (parent_id IS NOT NULL AND parent_index IS NOT NULL)");
                    table.CheckConstraint("generations_state_check", "state IN ('queued', 'running', 'delivered', 'failed', 'cancelled')");
                    table.ForeignKey(
                        name: "generations_chat_id_fkey",
                        column: x => x.chat_id,
                        principalSchema: "flash",
                        principalTable: "chats",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "generations_parent_id_fkey",
                        column: x => x.parent_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "generations_user_id_fkey",
                        column: x => x.user_id,
                        principalSchema: "flash",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("outbox_pkey", x => x.id);
                    table.ForeignKey(
                        name: "outbox_generation_id_fkey",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pictures",
                schema: "flash",
                columns: table => new
                {
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    index = table.Column<int>(type: "integer", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    thumbnail = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pictures_pkey", x => new { x.generation_id, x.index });
                    table.ForeignKey(
                        name: "pictures_generation_id_fkey",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "audit_log_action_id_idx",
                schema: "flash",
                table: "audit_log",
                columns: new[] { "action", "id" });

            migrationBuilder.CreateIndex(
                name: "audit_log_actor_platform_actor_id_id_idx",
                schema: "flash",
                table: "audit_log",
                columns: new[] { "actor_platform", "actor_id", "id" });

            migrationBuilder.CreateIndex(
                name: "audit_log_generation_id_idx",
                schema: "flash",
                table: "audit_log",
                column: "generation_id");

            migrationBuilder.CreateIndex(
                name: "audit_log_occurred_at_idx",
                schema: "flash",
                table: "audit_log",
                column: "occurred_at");

            migrationBuilder.CreateIndex(
                name: "audit_log_sequence_idx",
                schema: "flash",
                table: "audit_log",
                column: "sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "audit_log_unsealed_idx",
                schema: "flash",
                table: "audit_log",
                column: "id",
                filter: "sequence IS NULL");

            migrationBuilder.CreateIndex(
                name: "chats_platform_external_id_idx",
                schema: "flash",
                table: "chats",
                columns: new[] { "platform", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "generations_chat_id_id_idx",
                schema: "flash",
                table: "generations",
                columns: new[] { "chat_id", "id" });

            migrationBuilder.CreateIndex(
                name: "generations_idempotency_key_idx",
                schema: "flash",
                table: "generations",
                column: "idempotency_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "generations_one_animation_per_picture",
                schema: "flash",
                table: "generations",
                columns: new[] { "parent_id", "parent_index" },
                unique: true,
                filter: "kind = 'animate' AND state IN ('queued', 'running', 'delivered')");

            migrationBuilder.CreateIndex(
                name: "generations_user_id_id_idx",
                schema: "flash",
                table: "generations",
                columns: new[] { "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "generations_waiting_idx",
                schema: "flash",
                table: "generations",
                columns: new[] { "created_at", "user_id" },
                filter: "state IN ('queued', 'running')");

            migrationBuilder.CreateIndex(
                name: "outbox_generation_id_idx",
                schema: "flash",
                table: "outbox",
                column: "generation_id");

            migrationBuilder.CreateIndex(
                name: "playground_messages_conversation_id_id_idx",
                schema: "flash",
                table: "playground_messages",
                columns: new[] { "conversation_id", "id" });

            migrationBuilder.CreateIndex(
                name: "receipts_received_at_idx",
                schema: "flash",
                table: "receipts",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "users_platform_external_id_idx",
                schema: "flash",
                table: "users",
                columns: new[] { "platform", "external_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_log",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "outbox",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "pictures",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "playground_media",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "receipts",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "generations",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "playground_messages",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "chats",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "users",
                schema: "flash");
        }
    }
}
