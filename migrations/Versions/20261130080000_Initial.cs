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

            migrationBuilder.CreateSequence(
                name: "audit_log_ids",
                schema: "flash");

            migrationBuilder.CreateSequence(
                name: "playground_changes",
                schema: "flash");

            migrationBuilder.CreateTable(
                name: "audit_verifications",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    findings = table.Column<int>(type: "integer", nullable: false),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    report = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_verifications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "banned_pictures",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    perceptual_hash = table.Column<long>(type: "bigint", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    picture_index = table.Column<int>(type: "integer", nullable: false),
                    banned_by = table.Column<string>(type: "text", nullable: false),
                    banned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_banned_pictures", x => x.id);
                    table.CheckConstraint("banned_pictures_action_check", "action IN ('hold', 'block')");
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
                    settings = table.Column<string>(type: "jsonb", nullable: false, defaultValueSql: "'{}'"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chats", x => x.id);
                    table.CheckConstraint("chats_platform_check", "platform IN ('playground', 'telegram', 'discord')");
                });

            migrationBuilder.CreateTable(
                name: "menus",
                schema: "flash",
                columns: table => new
                {
                    message = table.Column<string>(type: "jsonb", nullable: false),
                    owner = table.Column<byte[]>(type: "bytea", nullable: true),
                    posted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_menus", x => x.message);
                });

            migrationBuilder.CreateTable(
                name: "moderator_code_attempts",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    platform = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    attempted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_moderator_code_attempts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "moderators",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    role = table.Column<string>(type: "text", nullable: false, defaultValue: "moderator"),
                    sign_in_name = table.Column<string>(type: "text", nullable: true),
                    sign_in_subject = table.Column<string>(type: "text", nullable: true),
                    second_factor = table.Column<byte[]>(type: "bytea", nullable: true),
                    second_factor_offered = table.Column<byte[]>(type: "bytea", nullable: true),
                    second_factor_required = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    last_time_step = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    failed_codes = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_moderators", x => x.id);
                    table.CheckConstraint("moderators_name_check", "length(name) BETWEEN 1 AND 100");
                    table.CheckConstraint("moderators_role_check", "role IN ('moderator', 'admin')");
                    table.CheckConstraint("moderators_sign_in_name_check", "length(sign_in_name) BETWEEN 1 AND 320");
                });

            migrationBuilder.CreateTable(
                name: "personal_keys",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    platform = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    master = table.Column<byte[]>(type: "bytea", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    destroyed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    period = table.Column<DateOnly>(type: "date", nullable: false, defaultValueSql: "date_trunc('month', now() AT TIME ZONE 'UTC')"),
                    is_expired = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    purpose = table.Column<string>(type: "text", nullable: false, defaultValue: "log")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_personal_keys", x => x.id);
                    table.CheckConstraint("personal_keys_check", "(wrapped IS NULL) = (destroyed_at IS NOT NULL)");
                    table.CheckConstraint("personal_keys_purpose_check", "purpose IN ('log', 'pictures')");
                });

            migrationBuilder.CreateTable(
                name: "playground_messages",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    conversation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    change = table.Column<long>(type: "bigint", nullable: false, defaultValueSql: "nextval('flash.playground_changes')"),
                    revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    media_revision = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    from_person = table.Column<bool>(type: "boolean", nullable: false),
                    client_id = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    buttons = table.Column<string>(type: "jsonb", nullable: false, defaultValueSql: "'[]'"),
                    media = table.Column<string>(type: "jsonb", nullable: false, defaultValueSql: "'[]'"),
                    reply_to = table.Column<long>(type: "bigint", nullable: true),
                    deleted = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_playground_messages", x => x.id);
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
                    table.PrimaryKey("pk_receipts", x => x.idempotency_key);
                });

            migrationBuilder.CreateTable(
                name: "send_queue",
                schema: "flash",
                columns: table => new
                {
                    platform = table.Column<string>(type: "text", nullable: false),
                    chat_key = table.Column<string>(type: "text", nullable: false),
                    ticket = table.Column<Guid>(type: "uuid", nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_send_queue", x => new { x.platform, x.chat_key, x.ticket });
                })
                .Annotation("Npgsql:UnloggedTable", true);

            migrationBuilder.CreateTable(
                name: "send_turns",
                schema: "flash",
                columns: table => new
                {
                    platform = table.Column<string>(type: "text", nullable: false),
                    chat_key = table.Column<string>(type: "text", nullable: false),
                    next_turn = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "'1970-01-01Z'"),
                    last_send = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "'1970-01-01Z'"),
                    blocked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "'1970-01-01Z'"),
                    patience = table.Column<double>(type: "double precision", nullable: false, defaultValue: 1.0)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_send_turns", x => new { x.platform, x.chat_key });
                })
                .Annotation("Npgsql:UnloggedTable", true);

            migrationBuilder.CreateTable(
                name: "shared_pictures",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shared_pictures", x => x.id);
                })
                .Annotation("Npgsql:UnloggedTable", true);

            migrationBuilder.CreateTable(
                name: "sketches",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    recipe = table.Column<string>(type: "jsonb", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    claimed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    pictures = table.Column<byte[][]>(type: "bytea[]", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sketches", x => x.id);
                })
                .Annotation("Npgsql:UnloggedTable", true);

            migrationBuilder.CreateTable(
                name: "telegram_updates",
                schema: "flash",
                columns: table => new
                {
                    bot_id = table.Column<long>(type: "bigint", nullable: false),
                    update_id = table.Column<long>(type: "bigint", nullable: false),
                    lane = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    taken_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_telegram_updates", x => new { x.bot_id, x.update_id });
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
                    settings = table.Column<string>(type: "jsonb", nullable: false, defaultValueSql: "'{}'"),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                    table.CheckConstraint("users_platform_check", "platform IN ('playground', 'telegram', 'discord')");
                });

            migrationBuilder.CreateTable(
                name: "witnessed_checkpoints",
                schema: "flash",
                columns: table => new
                {
                    platform = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    witnessed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_witnessed_checkpoints", x => new { x.platform, x.place });
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
                    table.PrimaryKey("pk_prompt_rules", x => x.id);
                    table.CheckConstraint("prompt_rules_action_check", "action IN ('allow', 'flag', 'hold', 'block')");
                    table.CheckConstraint("prompt_rules_kind_check", "kind IN ('phrase', 'regex')");
                    table.ForeignKey(
                        name: "fk_prompt_rules_chats_chat_id",
                        column: x => x.chat_id,
                        principalSchema: "flash",
                        principalTable: "chats",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "moderator_codes",
                schema: "flash",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    moderator_id = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_moderator_codes", x => x.hash);
                    table.ForeignKey(
                        name: "fk_moderator_codes_moderators_moderator_id",
                        column: x => x.moderator_id,
                        principalSchema: "flash",
                        principalTable: "moderators",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "moderator_identities",
                schema: "flash",
                columns: table => new
                {
                    platform = table.Column<string>(type: "text", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false),
                    moderator_id = table.Column<long>(type: "bigint", nullable: false),
                    linked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_moderator_identities", x => new { x.platform, x.external_id });
                    table.ForeignKey(
                        name: "fk_moderator_identities_moderators_moderator_id",
                        column: x => x.moderator_id,
                        principalSchema: "flash",
                        principalTable: "moderators",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "moderator_links",
                schema: "flash",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    moderator_id = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_moderator_links", x => x.hash);
                    table.ForeignKey(
                        name: "fk_moderator_links_moderators_moderator_id",
                        column: x => x.moderator_id,
                        principalSchema: "flash",
                        principalTable: "moderators",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "moderator_recovery_codes",
                schema: "flash",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    moderator_id = table.Column<long>(type: "bigint", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_moderator_recovery_codes", x => x.hash);
                    table.ForeignKey(
                        name: "fk_moderator_recovery_codes_moderators_moderator_id",
                        column: x => x.moderator_id,
                        principalSchema: "flash",
                        principalTable: "moderators",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "moderator_sessions",
                schema: "flash",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    moderator_id = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    browser = table.Column<string>(type: "text", nullable: false, defaultValue: ""),
                    second_factor_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_moderator_sessions", x => x.hash);
                    table.CheckConstraint("moderator_sessions_browser_check", "length(browser) <= 200");
                    table.ForeignKey(
                        name: "fk_moderator_sessions_moderators_moderator_id",
                        column: x => x.moderator_id,
                        principalSchema: "flash",
                        principalTable: "moderators",
                        principalColumn: "id");
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
                    table.PrimaryKey("pk_playground_media", x => new { x.message_id, x.revision, x.position });
                    table.ForeignKey(
                        name: "fk_playground_media_playground_messages_message_id",
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
                    failure = table.Column<string>(type: "text", nullable: true),
                    drawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    unsure_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "'-infinity'"),
                    cleared_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    told_ahead = table.Column<int>(type: "integer", nullable: true),
                    told_seconds = table.Column<int>(type: "integer", nullable: true),
                    telling_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "'-infinity'")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_generations", x => x.id);
                    table.CheckConstraint("generations_kind_check", "kind IN ('imagine', 'animate', 'vary', 'enlarge', 'edit')");
                    table.CheckConstraint("generations_parent_check", "(parent_id IS NOT NULL) = (kind <> 'imagine') AND (parent_index IS NOT NULL) = (kind IN ('animate', 'vary', 'enlarge'))");
                    table.CheckConstraint("generations_state_check", "state IN ('queued', 'held', 'running', 'delivered', 'failed', 'cancelled', 'superseded')");
                    table.ForeignKey(
                        name: "fk_generations_chats_chat_id",
                        column: x => x.chat_id,
                        principalSchema: "flash",
                        principalTable: "chats",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_generations_generations_parent_id",
                        column: x => x.parent_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_generations_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "flash",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quotas",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: true),
                    chat_id = table.Column<long>(type: "bigint", nullable: true),
                    per_hour = table.Column<int>(type: "integer", nullable: true),
                    per_day = table.Column<int>(type: "integer", nullable: true),
                    set_by = table.Column<string>(type: "text", nullable: false),
                    set_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quotas", x => x.id);
                    table.CheckConstraint("quotas_check", "(user_id IS NULL) <> (chat_id IS NULL)");
                    table.CheckConstraint("quotas_per_day_check", "per_day >= 0");
                    table.CheckConstraint("quotas_per_hour_check", "per_hour >= 0");
                    table.ForeignKey(
                        name: "fk_quotas_chats_chat_id",
                        column: x => x.chat_id,
                        principalSchema: "flash",
                        principalTable: "chats",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_quotas_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "flash",
                        principalTable: "users",
                        principalColumn: "id");
                });

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
                    lifted_by = table.Column<string>(type: "text", nullable: true),
                    wanted_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    wanted_by = table.Column<string>(type: "text", nullable: true),
                    confirmed_by = table.Column<string>(type: "text", nullable: true),
                    generation_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bans", x => x.id);
                    table.CheckConstraint("bans_wanted_check", "(wanted_until IS NULL) = (wanted_by IS NULL)");
                    table.ForeignKey(
                        name: "fk_bans_generations_generation_id",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_bans_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "flash",
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "message_orders",
                schema: "flash",
                columns: table => new
                {
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    wish = table.Column<string>(type: "text", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false, defaultValue: "pending"),
                    reason = table.Column<string>(type: "text", nullable: true),
                    by_platform = table.Column<string>(type: "text", nullable: false),
                    by_id = table.Column<string>(type: "text", nullable: false),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    ordered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    next_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_orders", x => x.generation_id);
                    table.CheckConstraint("message_orders_outcome_check", "outcome IN ('pending', 'none', 'edited', 'deleted', 'replaced', 'kept')");
                    table.CheckConstraint("message_orders_wish_check", "wish IN ('rejected', 'removed')");
                    table.ForeignKey(
                        name: "fk_message_orders_generations_generation_id",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "moderation_cases",
                schema: "flash",
                columns: table => new
                {
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false, defaultValue: 1L),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_moderation_cases", x => x.generation_id);
                    table.ForeignKey(
                        name: "fk_moderation_cases_generations_generation_id",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
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
                    table.PrimaryKey("pk_outbox", x => x.id);
                    table.ForeignKey(
                        name: "fk_outbox_generations_generation_id",
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
                    thumbnail = table.Column<byte[]>(type: "bytea", nullable: false),
                    perceptual_hash = table.Column<long>(type: "bigint", nullable: true),
                    key_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pictures", x => new { x.generation_id, x.index });
                    table.ForeignKey(
                        name: "fk_pictures_generations_generation_id",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_pictures_personal_keys_key_id",
                        column: x => x.key_id,
                        principalSchema: "flash",
                        principalTable: "personal_keys",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "reports",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    picture_index = table.Column<int>(type: "integer", nullable: true),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    state = table.Column<string>(type: "text", nullable: false, defaultValue: "open"),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reports", x => x.id);
                    table.CheckConstraint("reports_picture_index_check", "picture_index > 0");
                    table.CheckConstraint("reports_reason_check", "length(reason) <= 500");
                    table.CheckConstraint("reports_state_check", "state IN ('open', 'upheld', 'dismissed')");
                    table.ForeignKey(
                        name: "fk_reports_generations_generation_id",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_reports_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "flash",
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "takedowns",
                schema: "flash",
                columns: table => new
                {
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    taken_down_by = table.Column<string>(type: "text", nullable: false),
                    taken_down_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_takedowns", x => x.generation_id);
                    table.ForeignKey(
                        name: "fk_takedowns_generations_generation_id",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "word_requests",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    message = table.Column<string>(type: "jsonb", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_word_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_word_requests_generations_generation_id",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "appeals",
                schema: "flash",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    user_id = table.Column<long>(type: "bigint", nullable: false),
                    ban_id = table.Column<long>(type: "bigint", nullable: true),
                    generation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()"),
                    state = table.Column<string>(type: "text", nullable: false, defaultValue: "open"),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appeals", x => x.id);
                    table.CheckConstraint("appeals_check", "(ban_id IS NULL) <> (generation_id IS NULL)");
                    table.CheckConstraint("appeals_state_check", "state IN ('open', 'granted', 'refused')");
                    table.CheckConstraint("appeals_text_check", "length(text) <= 1000");
                    table.ForeignKey(
                        name: "fk_appeals_bans_ban_id",
                        column: x => x.ban_id,
                        principalSchema: "flash",
                        principalTable: "bans",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "fk_appeals_generations_generation_id",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "generations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_appeals_users_user_id",
                        column: x => x.user_id,
                        principalSchema: "flash",
                        principalTable: "users",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "moderation_cards",
                schema: "flash",
                columns: table => new
                {
                    generation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    platform = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "jsonb", nullable: true),
                    is_stale = table.Column<bool>(type: "boolean", nullable: false, defaultValue: true),
                    attempts = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    next_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "now()")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_moderation_cards", x => new { x.generation_id, x.platform, x.place });
                    table.ForeignKey(
                        name: "fk_moderation_cards_moderation_cases_generation_id",
                        column: x => x.generation_id,
                        principalSchema: "flash",
                        principalTable: "moderation_cases",
                        principalColumn: "generation_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "appeals_one_per_ban",
                schema: "flash",
                table: "appeals",
                column: "ban_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "appeals_one_per_generation",
                schema: "flash",
                table: "appeals",
                column: "generation_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "appeals_open_idx",
                schema: "flash",
                table: "appeals",
                column: "id",
                filter: "state = 'open'");

            migrationBuilder.CreateIndex(
                name: "appeals_user_idx",
                schema: "flash",
                table: "appeals",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "banned_pictures_once",
                schema: "flash",
                table: "banned_pictures",
                columns: new[] { "generation_id", "picture_index" },
                unique: true,
                filter: "removed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "bans_one_in_force",
                schema: "flash",
                table: "bans",
                column: "user_id",
                unique: true,
                filter: "lifted_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bans_generation_id",
                schema: "flash",
                table: "bans",
                column: "generation_id");

            migrationBuilder.CreateIndex(
                name: "ix_chats_platform_external_id",
                schema: "flash",
                table: "chats",
                columns: new[] { "platform", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "generations_held_idx",
                schema: "flash",
                table: "generations",
                column: "id",
                filter: "state = 'held'");

            migrationBuilder.CreateIndex(
                name: "generations_one_per_picture",
                schema: "flash",
                table: "generations",
                columns: new[] { "parent_id", "parent_index", "kind" },
                unique: true,
                filter: "kind IN ('animate', 'enlarge') AND state IN ('queued', 'running', 'held', 'delivered')");

            migrationBuilder.CreateIndex(
                name: "generations_prompt_words_idx",
                schema: "flash",
                table: "generations",
                column: "prompt")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:TsVectorConfig", "simple");

            migrationBuilder.CreateIndex(
                name: "generations_waiting_idx",
                schema: "flash",
                table: "generations",
                columns: new[] { "created_at", "user_id" },
                filter: "state IN ('queued', 'running', 'held')");

            migrationBuilder.CreateIndex(
                name: "generations_worded_idx",
                schema: "flash",
                table: "generations",
                column: "id",
                filter: "prompt <> ''");

            migrationBuilder.CreateIndex(
                name: "ix_generations_chat_id_id",
                schema: "flash",
                table: "generations",
                columns: new[] { "chat_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_generations_idempotency_key",
                schema: "flash",
                table: "generations",
                column: "idempotency_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_generations_message",
                schema: "flash",
                table: "generations",
                column: "message",
                filter: "message IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_generations_user_id_id",
                schema: "flash",
                table: "generations",
                columns: new[] { "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "message_orders_pending_idx",
                schema: "flash",
                table: "message_orders",
                column: "next_at",
                filter: "outcome = 'pending'");

            migrationBuilder.CreateIndex(
                name: "moderation_cards_stale_idx",
                schema: "flash",
                table: "moderation_cards",
                columns: new[] { "platform", "place", "generation_id" },
                filter: "is_stale");

            migrationBuilder.CreateIndex(
                name: "moderator_code_attempts_idx",
                schema: "flash",
                table: "moderator_code_attempts",
                columns: new[] { "platform", "external_id", "attempted_at" });

            migrationBuilder.CreateIndex(
                name: "ix_moderator_codes_moderator_id",
                schema: "flash",
                table: "moderator_codes",
                column: "moderator_id");

            migrationBuilder.CreateIndex(
                name: "ix_moderator_identities_moderator_id_platform",
                schema: "flash",
                table: "moderator_identities",
                columns: new[] { "moderator_id", "platform" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_moderator_links_moderator_id",
                schema: "flash",
                table: "moderator_links",
                column: "moderator_id");

            migrationBuilder.CreateIndex(
                name: "moderator_recovery_codes_moderator_idx",
                schema: "flash",
                table: "moderator_recovery_codes",
                column: "moderator_id");

            migrationBuilder.CreateIndex(
                name: "ix_moderator_sessions_id",
                schema: "flash",
                table: "moderator_sessions",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_moderator_sessions_moderator_id",
                schema: "flash",
                table: "moderator_sessions",
                column: "moderator_id");

            migrationBuilder.CreateIndex(
                name: "ix_moderators_name",
                schema: "flash",
                table: "moderators",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_generation_id",
                schema: "flash",
                table: "outbox",
                column: "generation_id");

            migrationBuilder.CreateIndex(
                name: "personal_keys_one_in_use",
                schema: "flash",
                table: "personal_keys",
                columns: new[] { "platform", "external_id", "period", "purpose" },
                unique: true,
                filter: "destroyed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "personal_keys_period_idx",
                schema: "flash",
                table: "personal_keys",
                column: "period",
                filter: "destroyed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "personal_keys_person_idx",
                schema: "flash",
                table: "personal_keys",
                columns: new[] { "platform", "external_id", "destroyed_at" });

            migrationBuilder.CreateIndex(
                name: "pictures_in_the_open_idx",
                schema: "flash",
                table: "pictures",
                column: "generation_id",
                filter: "key_id IS NULL AND thumbnail <> ''");

            migrationBuilder.CreateIndex(
                name: "pictures_key_idx",
                schema: "flash",
                table: "pictures",
                column: "key_id");

            migrationBuilder.CreateIndex(
                name: "ix_playground_messages_conversation_id_change",
                schema: "flash",
                table: "playground_messages",
                columns: new[] { "conversation_id", "change" });

            migrationBuilder.CreateIndex(
                name: "ix_playground_messages_conversation_id_client_id",
                schema: "flash",
                table: "playground_messages",
                columns: new[] { "conversation_id", "client_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_playground_messages_conversation_id_id",
                schema: "flash",
                table: "playground_messages",
                columns: new[] { "conversation_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_prompt_rules_chat_id",
                schema: "flash",
                table: "prompt_rules",
                column: "chat_id");

            migrationBuilder.CreateIndex(
                name: "ix_quotas_chat_id",
                schema: "flash",
                table: "quotas",
                column: "chat_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_quotas_user_id",
                schema: "flash",
                table: "quotas",
                column: "user_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_receipts_received_at",
                schema: "flash",
                table: "receipts",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_reports_generation_id_user_id",
                schema: "flash",
                table: "reports",
                columns: new[] { "generation_id", "user_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "reports_open_idx",
                schema: "flash",
                table: "reports",
                column: "id",
                filter: "state = 'open'");

            migrationBuilder.CreateIndex(
                name: "reports_user_idx",
                schema: "flash",
                table: "reports",
                columns: new[] { "user_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_shared_pictures_expires_at",
                schema: "flash",
                table: "shared_pictures",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_telegram_updates_received_at",
                schema: "flash",
                table: "telegram_updates",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "telegram_updates_waiting_idx",
                schema: "flash",
                table: "telegram_updates",
                columns: new[] { "bot_id", "lane", "update_id" },
                filter: "handled_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_users_platform_external_id",
                schema: "flash",
                table: "users",
                columns: new[] { "platform", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_word_requests_generation_id",
                schema: "flash",
                table: "word_requests",
                column: "generation_id");

            migrationBuilder.CreateIndex(
                name: "ix_word_requests_message",
                schema: "flash",
                table: "word_requests",
                column: "message")
                .Annotation("Npgsql:IndexMethod", "hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "appeals",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "audit_verifications",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "banned_pictures",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "menus",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "message_orders",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "moderation_cards",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "moderator_code_attempts",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "moderator_codes",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "moderator_identities",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "moderator_links",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "moderator_recovery_codes",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "moderator_sessions",
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
                name: "prompt_rules",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "quotas",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "receipts",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "reports",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "send_queue",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "send_turns",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "shared_pictures",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "sketches",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "takedowns",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "telegram_updates",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "witnessed_checkpoints",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "word_requests",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "bans",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "moderation_cases",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "moderators",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "personal_keys",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "playground_messages",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "generations",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "chats",
                schema: "flash");

            migrationBuilder.DropTable(
                name: "users",
                schema: "flash");

            migrationBuilder.DropSequence(
                name: "audit_log_ids",
                schema: "flash");

            migrationBuilder.DropSequence(
                name: "playground_changes",
                schema: "flash");
        }
    }
}
