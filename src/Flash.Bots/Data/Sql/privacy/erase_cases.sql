-- What a person reported and appealed stays, without their words.
WITH person AS (SELECT id FROM flash.users WHERE platform = @platform AND external_id = @user),
reported AS (UPDATE flash.reports SET reason = '' FROM person WHERE user_id = person.id)
UPDATE flash.appeals SET text = '' FROM person WHERE user_id = person.id
