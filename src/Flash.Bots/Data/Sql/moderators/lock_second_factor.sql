-- The moderator whose session this is, with all of their second factor. The row stays locked to the end of the
-- transaction: of two tries at once, the second sees what the first one did.
SELECT moderator.id, moderator.name, moderator.second_factor AS secret, moderator.second_factor_offered AS offered,
    moderator.last_time_step AS last_step, moderator.failed_codes AS failures, moderator.locked_until
FROM flash.moderator_sessions session JOIN flash.moderators moderator ON moderator.id = session.moderator_id
WHERE session.hash = @session AND session.ended_at IS NULL AND session.expires_at > @now
    AND session.last_seen_at > @idle_since AND moderator.removed_at IS NULL FOR UPDATE OF moderator
