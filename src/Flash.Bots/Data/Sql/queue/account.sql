-- What a new request's turn depends on: the queue's clock, where the person's last one ends (what was called off before
-- anyone began it costs nothing), and whether the person is one of the moderators.
SELECT clock.turn + @ageing * extract(epoch FROM clock_timestamp() - clock.set_at)::float8 AS clock,
    (SELECT turn_end FROM flash.generations last
     WHERE last.user_id = @user AND (last.kind = 'animate') = @moves
        AND (last.started_at IS NOT NULL OR last.state IN ('queued', 'held'))
     ORDER BY last.id DESC LIMIT 1) AS last_end,
    EXISTS (
        SELECT FROM flash.users person
        JOIN flash.moderator_identities identity USING (platform, external_id)
        JOIN flash.moderators moderator ON moderator.id = identity.moderator_id AND moderator.removed_at IS NULL
        WHERE person.id = @user) AS is_moderator
FROM flash.queue_clocks clock WHERE clock.moves = @moves
