-- Whether the schema is there.
SELECT to_regclass('flash.playground_messages') IS NOT NULL
