-- One process at a time puts the rules that come with Flash in force, up to the end of the transaction.
SELECT pg_advisory_xact_lock(@lock)
