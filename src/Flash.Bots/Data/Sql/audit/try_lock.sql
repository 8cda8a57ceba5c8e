-- Whether this process may do a work that one at a time does, up to the end of the transaction. Said in a statement of its
-- own: what follows sees the work of who had the lock before.
SELECT pg_try_advisory_xact_lock(@lock)
