-- Makes the changes of one conversation visible in the order of their numbers. Every write takes it first.
SELECT pg_advisory_xact_lock(hashtextextended(@conversation::text, 5080))
