-- The message is free again, also for a process that took it over meanwhile. Where the network may still carry the edit
-- out, nothing is shown before @unsure_for has passed.
WITH freed AS (
    UPDATE flash.generations SET telling_until = now(),
        told_ahead = CASE WHEN id <> @id OR @is_shown THEN told_ahead END,
        unsure_until = GREATEST(unsure_until, CASE WHEN @unsure_for > interval '0' THEN now() + @unsure_for END)
    WHERE (id = @id OR message = @message) AND telling_until > now())
SELECT state AS "Value" FROM flash.generations WHERE id = @id
