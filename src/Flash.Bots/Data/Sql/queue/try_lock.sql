-- True when no one else has this lock; it is let go of when the transaction ends.
SELECT pg_try_advisory_xact_lock(@key) AS "Value"
