-- A connection that goes back to the pool would keep the lock.
SELECT pg_advisory_unlock(@key)
