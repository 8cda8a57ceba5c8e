-- What moderators have to know and a place was not told yet, oldest first; it is this process's to tell for @lease. What is
-- older than @young was missed. What moderators do about themselves needs no telling, except whom they are linked to.
-- No rows when there is nothing, or when another process is at it.
WITH due AS (
    SELECT entry.sequence, entry.action, entry.actor_name AS by, moderator.id AS moderator_id, moderator.name AS moderator,
        entry.details ->> 'platform' AS network, entry.details ->> 'user' AS person, entry.details ->> 'before' AS before,
        coalesce((entry.details ->> 'isNew')::boolean, false) AS is_new
    FROM flash.audit_log entry JOIN flash.moderators moderator
        ON moderator.id = substring(coalesce(entry.details ->> 'moderator', entry.actor_id) FROM '[0-9]+$')::bigint
    WHERE entry.action = ANY (@actions) AND entry.occurred_at > now() - @young
        AND (entry.action = 'moderator.linked' OR entry.actor_id <> 'moderator-' || moderator.id)
        AND entry.sequence > coalesce((
            SELECT told.sequence FROM flash.told_entries told WHERE told.platform = @platform AND told.place = @place), 0)
    ORDER BY entry.sequence LIMIT @most),
taken AS (
    INSERT INTO flash.told_entries (platform, place, sequence, next_at)
    SELECT @platform, @place, 0, now() + @lease WHERE EXISTS (SELECT FROM due)
    ON CONFLICT (platform, place) DO UPDATE SET next_at = EXCLUDED.next_at
    WHERE told_entries.next_at <= now() AND told_entries.sequence < (SELECT min(sequence) FROM due)
    RETURNING true)
SELECT due.* FROM due CROSS JOIN taken ORDER BY due.sequence
