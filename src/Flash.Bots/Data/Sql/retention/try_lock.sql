-- True when no other process prunes; held by the session.
SELECT pg_try_advisory_lock(@key) AS "Value"
