using Flash.Bots.Generations;

namespace Flash.Bots.Privacy;

/// <summary>The statements of one erasure, in order. $1 is the network, $2 the person's id there.</summary>
internal static class ErasureStatements
{
    // What others made of the person's pictures repeats the person's words, so it goes too, however often it was passed
    // on.
    private const string Theirs = """
        WITH RECURSIVE theirs AS (
            SELECT generation.id FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id
            WHERE person.platform = $1 AND person.external_id = $2
            UNION
            SELECT child.id FROM flash.generations child JOIN theirs ON child.parent_id = theirs.id)
        """;

    /// <summary>A request that is being stored right now, under the same lock, is stored before or after, never in
    /// between.</summary>
    public const string WaitForRequests = "SELECT pg_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0))";

    public const string Messages = $"""
        {Theirs}
        SELECT generation.id, chat.platform, generation.message FROM flash.generations generation
        JOIN theirs ON theirs.id = generation.id JOIN flash.chats chat ON chat.id = generation.chat_id WHERE generation.message IS NOT NULL
        """;

    public const string CallOff = $"""
        {Theirs},
        ended AS (
            UPDATE flash.generations generation SET state = 'cancelled', finished_at = now(), lease_until = NULL
            FROM theirs WHERE generation.id = theirs.id AND state IN ('queued', 'running', 'held') RETURNING generation.id, generation.kind, generation.chat_id),
        entry AS (
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id)
            SELECT 'flash', 'erasure', 'Flash', ended.kind || '.cancelled', ended.id, chat.external_id FROM ended JOIN flash.chats chat ON chat.id = ended.chat_id)
        SELECT pg_notify('{GenerationStore.CancelChannel}', id::text) FROM ended
        """;

    public const string Pictures =
        $"{Theirs} DELETE FROM flash.pictures picture USING theirs WHERE picture.generation_id = theirs.id";

    public const string Words = $$"""
        {{Theirs}}
        UPDATE flash.generations generation
        SET prompt = '', recipe = (generation.recipe - 'start' - 'reading' - 'variety') || '{"prompt": "", "negativePrompt": ""}', message = NULL,
            failure = CASE WHEN failure IS NULL THEN NULL ELSE '' END
        FROM theirs WHERE generation.id = theirs.id AND (generation.prompt <> '' OR generation.message IS NOT NULL)
        """;

    public const string Cases = """
        WITH person AS (SELECT id FROM flash.users WHERE platform = $1 AND external_id = $2),
        reported AS (UPDATE flash.reports SET reason = '' FROM person WHERE user_id = person.id)
        UPDATE flash.appeals SET text = '' FROM person WHERE user_id = person.id
        """;

    /// <summary>In the browser a person is their conversation. The empty rows stay, so that open pages learn of
    /// it.</summary>
    public const string Conversation = """
        WITH taken_back AS (
            UPDATE flash.playground_messages
            SET change = nextval('flash.playground_changes'), revision = revision + 1, text = '', buttons = '[]', media = '[]', deleted = true, updated_at = now()
            WHERE NOT deleted AND conversation_id = CASE WHEN $1 = 'playground' AND $2 ~ '^[0-9a-fA-F-]{32,36}$' THEN $2::uuid END
            RETURNING id)
        DELETE FROM flash.playground_media USING taken_back WHERE message_id = taken_back.id
        """;

    public const string Name = """
        WITH person AS (UPDATE flash.users SET name = '', language = NULL, settings = '{}', address = NULL, address_at = NULL WHERE platform = $1 AND external_id = $2 RETURNING id)
        UPDATE flash.chats SET title = NULL WHERE platform = $1 AND external_id = $2 AND is_private
        """;

    public const string Keys =
        "UPDATE flash.personal_keys SET wrapped = NULL, destroyed_at = clock_timestamp() WHERE platform = $1 AND external_id = $2 AND destroyed_at IS NULL";
}
