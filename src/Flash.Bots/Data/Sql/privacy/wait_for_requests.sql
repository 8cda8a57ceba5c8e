-- A request that is being stored right now, under the same lock, is stored before or after the erasure, never in
-- between.
SELECT pg_advisory_xact_lock(hashtextextended(@platform || ':' || @user, 0))
