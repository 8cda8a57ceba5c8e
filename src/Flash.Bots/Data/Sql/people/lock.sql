-- Waits until no one else acts for this person, up to the end of the transaction, and tells the database's time: clocks
-- of different machines never meet. Different people do not wait for each other.
SELECT now() AS "Value" FROM (SELECT pg_advisory_xact_lock(hashtextextended(@platform || ':' || @external_id, 0))) locked
