-- Takes an order that waits and is due, for @lease, with the language of the person whose generation it is about.
UPDATE flash.message_orders ordered SET attempts = ordered.attempts + 1, next_at = now() + @lease
FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id
WHERE ordered.generation_id = @id AND generation.id = @id AND outcome = 'pending' AND next_at <= now()
RETURNING wish, words, ordered.attempts, coalesce(person.settings ->> 'language', person.language) AS language
