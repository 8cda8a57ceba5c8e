-- What a person reported and appealed stays, without their words; what they voted goes.
WITH person AS (SELECT id FROM flash.users WHERE platform = @platform AND external_id = @user),
voted AS (DELETE FROM flash.arena_votes USING person WHERE user_id = person.id),
reported AS (UPDATE flash.reports SET reason = '' FROM person WHERE user_id = person.id)
UPDATE flash.appeals SET text = '' FROM person WHERE user_id = person.id
