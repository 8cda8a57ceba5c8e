using Flash.Bots.Commands;
using Flash.Bots.Data;
using Flash.Bots.Moderation;
using Flash.Bots.Quotas;
using Flash.Bots.Replies;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Flash.Bots.Generations;

/// <summary>Takes requests in. One round trip, one transaction: person, chat, generation, audit entry and outbox row,
/// or nothing.</summary>
public sealed class Submissions(
    NpgsqlDataSource dataSource,
    IOptions<QueueOptions> options,
    IOptions<QuotaOptions> quotas,
    TimeProvider time
)
{
    private const int MaxNameLength = 200;

    // One person's requests are counted one after the other, so that ten at once cannot all find the last place free.
    // Different people do not wait for each other: the capacity for everybody may be passed by as many as submit at the
    // very same moment.
    private const string LockPerson = "SELECT pg_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0))";

    private const string Insert = $"""
        WITH waiting AS (
            SELECT count(*) FILTER (WHERE state <> 'held') AS everybody,
                count(*) FILTER (WHERE user_id = (SELECT id FROM flash.users WHERE platform = $2 AND external_id = $3)) AS person
            FROM flash.generations WHERE state IN ('queued', 'running', 'held')),
        existing AS (
            SELECT id, state, idempotency_key = $9 AS same_delivery FROM flash.generations
            WHERE idempotency_key = $9
                OR (kind = $6 AND kind IN ('animate', 'enlarge') AND parent_id = $7 AND parent_index = $8 AND state IN ('queued', 'running', 'held', 'delivered'))
            ORDER BY same_delivery DESC LIMIT 1),
        banned AS (
            SELECT ban.reason, ban.until FROM flash.bans ban JOIN flash.users person ON person.id = ban.user_id
            WHERE person.platform = $2 AND person.external_id = $3 AND ban.lifted_at IS NULL AND (ban.until IS NULL OR ban.until > now())),
        taken_down AS (SELECT FROM flash.takedowns WHERE generation_id = $7),
        spent AS (
        {QuotaSql.Spent}),
        room AS (
            SELECT FROM waiting WHERE everybody < $18 AND person < $19 AND NOT EXISTS (SELECT FROM existing) AND NOT EXISTS (SELECT FROM banned)
                AND NOT EXISTS (SELECT FROM taken_down) AND NOT EXISTS (SELECT FROM spent)),
        person AS (
            INSERT INTO flash.users (platform, external_id, name, language) SELECT $2, $3, $4, $5 FROM room
            ON CONFLICT (platform, external_id) DO UPDATE SET name = EXCLUDED.name, language = COALESCE(EXCLUDED.language, users.language)
            RETURNING id),
        chat AS (
            INSERT INTO flash.chats (platform, external_id, title, is_private) SELECT $10, $11, $12, $13 FROM room
            ON CONFLICT (platform, external_id) DO UPDATE SET title = EXCLUDED.title, is_private = EXCLUDED.is_private
            RETURNING id),
        added AS (
            INSERT INTO flash.generations
                (id, kind, parent_id, parent_index, user_id, chat_id, idempotency_key, prompt, recipe, state, reply_address, posting_until)
            SELECT $1, $6, $7, $8, person.id, chat.id, $9, $14, $15, $21, $16, now() + $20 FROM person, chat
            ON CONFLICT DO NOTHING
            RETURNING id),
        entry AS (
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
            SELECT $2, $3, $4, $6 || '.requested', id, $11, $17 FROM added),
        verdict AS (
            INSERT INTO flash.audit_log (actor_platform, actor_id, actor_name, action, generation_id, chat_id, details)
            SELECT 'flash', 'rules', 'Flash', $6 || '.' || $22::text, id, $11, $23 FROM added WHERE $22 IS NOT NULL),
        job AS (INSERT INTO flash.outbox (generation_id) SELECT id FROM added WHERE $21 = 'queued')
        SELECT everybody, person, (SELECT id FROM added), existing.id, existing.state, existing.same_delivery, banned.reason, banned.until,
            EXISTS (SELECT FROM taken_down), spent.scope, spent.allowed, spent.hours, spent.free_at
        FROM waiting LEFT JOIN existing ON true LEFT JOIN banned ON true LEFT JOIN spent ON true
        """;

    /// <summary>Stores the request, unless it is stored already or there is no room.</summary>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public async Task<SubmitResult> SubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        // Twice at most: a rival that inserts the same key between our look and our insert is found by the second look.
        for (var attempt = 1; ; attempt++)
        {
            if (await TrySubmitAsync(submission, cancellationToken) is { } result)
            {
                return result;
            }

            if (attempt == 2)
            {
                throw new InvalidOperationException("The same request came and went while it was being stored.");
            }
        }
    }

    private async Task<SubmitResult?> TrySubmitAsync(Submission submission, CancellationToken cancellationToken)
    {
        var (id, now) = (GenerationId.New(time), time.GetUtcNow());
        var platform = StoredName.Of(submission.From.Platform);
        await using var batch = dataSource.CreateBatch();
        batch.Add(LockPerson, platform, submission.From.Id);
        batch.Add(
            Insert,
            id.Value,
            platform,
            PlainText.Clean(submission.From.Id),
            Name(submission.From.Name),
            SqlCommands.Text(submission.From.Language),
            StoredName.Of(submission.Kind),
            SqlCommands.Uuid(submission.Parent?.Id.Value),
            SqlCommands.Integer(submission.Parent?.Index),
            submission.IdempotencyKey,
            StoredName.Of(submission.Chat.Platform),
            PlainText.Clean(submission.Chat.Id),
            SqlCommands.Text(submission.Chat.Title is { } title ? Name(title) : null),
            submission.Chat.IsPrivate,
            submission.Recipe.Prompt,
            SqlCommands.Json(FlashJson.Write(submission.Recipe)),
            SqlCommands.Json(FlashJson.Write(submission.ReplyTo)),
            SqlCommands.Json(Details(submission)),
            options.Value.Capacity,
            options.Value.PerUser,
            GenerationMessages.PostingTime,
            submission.Verdict.Action == RuleAction.Hold ? "held" : "queued",
            SqlCommands.Text(VerdictName(submission.Verdict.Action)),
            SqlCommands.Json(FlashJson.Write(new { rules = submission.Verdict.Rules })),
            GenerationId.FirstAt(now - QuotaSql.Hour).Value,
            GenerationId.FirstAt(now - QuotaSql.Day).Value,
            quotas.Value.PerUserHour,
            quotas.Value.PerUserDay,
            quotas.Value.PerChatHour,
            quotas.Value.PerChatDay
        );
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return row switch
        {
            _ when !row.IsDBNull(2) && submission.Verdict.Action == RuleAction.Hold => new SubmitResult.Held(id),
            _ when !row.IsDBNull(2) => new SubmitResult.Queued(id, (int)row.GetInt64(0)),
            _ when !row.IsDBNull(3) => new SubmitResult.Existing(
                new GenerationId(row.GetGuid(3)),
                StoredName.Parse<GenerationState>(row.GetString(4)),
                row.GetBoolean(5)
            ),
            _ when !row.IsDBNull(6) => new SubmitResult.Banned(
                row.GetString(6),
                row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7)
            ),
            _ when row.GetBoolean(8) => new SubmitResult.TakenDown(),
            _ when !row.IsDBNull(9) => new SubmitResult.QuotaSpent(
                row.GetString(9) == "chat",
                row.GetInt32(10),
                TimeSpan.FromHours(row.GetInt32(11)),
                row.GetFieldValue<DateTimeOffset>(12)
            ),
            _ when row.GetInt64(1) >= options.Value.PerUser => new SubmitResult.TooManyWaiting(options.Value.PerUser),
            _ when row.GetInt64(0) >= options.Value.Capacity => new SubmitResult.QueueFull(options.Value.Capacity),
            _ => null,
        };
    }

    private static string Name(string name) => PlainText.Shorten(PlainText.Clean(name), MaxNameLength);

    private static string? VerdictName(RuleAction action) =>
        action switch
        {
            RuleAction.Flag => "flagged",
            RuleAction.Hold => "held",
            _ => null,
        };

    private static string Details(Submission submission)
    {
        var (recipe, parent) = (submission.Recipe, submission.Parent);
        var details = new Dictionary<string, object?>();
        if (parent is { Id: var id, Index: var index })
        {
            details.Add("parent", id.Value);
            details.Add("index", index);
        }

        if (!submission.Kind.IsMadeOnce())
        {
            details.Add("seed", recipe.Seed);
            details.Add("steps", recipe.InferenceSteps);
            details.Add("count", recipe.Count);
            details.Add("width", recipe.Width);
            details.Add("height", recipe.Height);
            details.Add("model", recipe.Model);
        }

        return FlashJson.Write(details);
    }
}
