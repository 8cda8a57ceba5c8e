-- One person's attempts come one after the other, up to the end of the transaction: many at once find no more room
-- than many in a row.
SELECT pg_advisory_xact_lock(hashtextextended('moderator code ' || @platform || ':' || @user, 0))
