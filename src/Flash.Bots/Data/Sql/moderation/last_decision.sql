-- The last decision about a generation, and whether this moderator made it within @window.
SELECT action, actor_platform = @by_platform AND actor_id = @by_id AND occurred_at > now() - @window AS may_be_undone
FROM flash.audit_log
WHERE generation_id = @id AND action IN ('moderation.approved', 'moderation.rejected', 'moderation.removed',
    'reports.dismissed', 'moderation.undone')
ORDER BY id DESC LIMIT 1
