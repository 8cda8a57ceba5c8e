-- The time of the database, which all processes share, at this statement and not at the beginning of the transaction.
SELECT clock_timestamp()
