-- Seals entries of the audit log: whoever may call this needs no right to UPDATE, and can only continue the chain.

CREATE FUNCTION flash.seal_audit_entries(
    ids bigint[], sequences bigint[], previous_hashes bytea[], hashes bytea[], names text[], personals bytea[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    n integer := cardinality(ids);
    head_sequence bigint;
    head_hash bytea;
    sealed integer;
BEGIN
    PERFORM pg_advisory_xact_lock(1399153004);
    SELECT sequence, hash INTO head_sequence, head_hash FROM flash.audit_log WHERE sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1;
    IF n = 0 OR sequences IS DISTINCT FROM (SELECT array_agg(coalesce(head_sequence, 0) + place ORDER BY place) FROM generate_series(1, n) place)
        OR previous_hashes IS DISTINCT FROM (coalesce(head_hash, decode(repeat('00', 32), 'hex')) || hashes[1:n - 1]) THEN
        RAISE EXCEPTION 'these seals do not continue the chain at entry %', coalesce(head_sequence, 0) + 1 USING ERRCODE = 'insufficient_privilege';
    END IF;

    UPDATE flash.audit_log entry
    SET sequence = seal.sequence, previous_hash = seal.previous_hash, hash = seal.hash, actor_name = seal.name, personal = seal.personal
    FROM unnest(ids, sequences, previous_hashes, hashes, names, personals) seal (id, sequence, previous_hash, hash, name, personal)
    WHERE entry.id = seal.id AND entry.sequence IS NULL;
    GET DIAGNOSTICS sealed = ROW_COUNT;
    IF sealed <> n THEN
        RAISE EXCEPTION '% of % entries are not there or are sealed already', n - sealed, n USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;
REVOKE ALL ON FUNCTION flash.seal_audit_entries, flash.ensure_audit_partition, flash.guard_audit_partition FROM PUBLIC;
