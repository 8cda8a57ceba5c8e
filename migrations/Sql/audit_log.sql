-- The audit log, in monthly partitions. It only grows: triggers refuse UPDATE, DELETE and TRUNCATE, for replicas too, so
-- that only a role that may disable triggers gets past them. An entry may change once, from unsealed to sealed, and only
-- flash.seal_audit_entries does that.

CREATE FUNCTION flash.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION '% on %.% is refused: the audit log only grows', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TABLE flash.audit_log (
    id bigint NOT NULL DEFAULT nextval('flash.audit_log_ids'),
    occurred_at timestamptz NOT NULL DEFAULT now(),
    actor_platform text NOT NULL,
    actor_id text NOT NULL,
    actor_name text NOT NULL,
    action text NOT NULL,
    generation_id uuid,
    chat_id text,
    details jsonb NOT NULL DEFAULT '{}',
    personal bytea,
    sequence bigint,
    previous_hash bytea,
    hash bytea,
    CONSTRAINT audit_log_pkey PRIMARY KEY (id, occurred_at)) PARTITION BY RANGE (occurred_at);
ALTER SEQUENCE flash.audit_log_ids OWNED BY flash.audit_log.id;

CREATE INDEX audit_log_sequence_idx ON flash.audit_log (sequence);
CREATE INDEX audit_log_unsealed_idx ON flash.audit_log (id) WHERE sequence IS NULL;
CREATE INDEX audit_log_occurred_at_idx ON flash.audit_log USING brin (occurred_at);
CREATE INDEX audit_log_generation_id_idx ON flash.audit_log (generation_id) WHERE generation_id IS NOT NULL;
CREATE INDEX audit_log_actor_platform_actor_id_id_idx ON flash.audit_log (actor_platform, actor_id, id);
CREATE INDEX audit_log_action_id_idx ON flash.audit_log (action, id);

-- For what is written when nobody has made the month's partition.
CREATE TABLE flash.audit_log_other PARTITION OF flash.audit_log DEFAULT;

CREATE FUNCTION flash.ensure_audit_partition(month timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET timezone = 'UTC' AS $$
DECLARE
    first timestamptz := date_trunc('month', month);
    name text := 'audit_log_' || to_char(first, 'YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(1349545065);
    IF to_regclass('flash.' || name) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE flash.%I PARTITION OF flash.audit_log FOR VALUES FROM (%L) TO (%L)', name, first, first + interval '1 month');
    PERFORM flash.guard_audit_partition(name);
    RETURN true;
END $$;

-- Row triggers come with the parent; that they fire for replicas too, and the one on TRUNCATE, each partition needs for itself.
CREATE FUNCTION flash.guard_audit_partition(name text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    guard text;
BEGIN
    EXECUTE format('CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON flash.%I FOR EACH STATEMENT EXECUTE FUNCTION flash.refuse_change()', name);
    FOREACH guard IN ARRAY ARRAY['audit_log_append_only', 'audit_log_no_delete', 'audit_log_no_truncate', 'audit_log_unsealed'] LOOP
        EXECUTE format('ALTER TABLE flash.%I ENABLE ALWAYS TRIGGER %I', name, guard);
    END LOOP;
END $$;

CREATE TRIGGER audit_log_append_only BEFORE UPDATE ON flash.audit_log FOR EACH ROW
    WHEN (NOT (
        OLD.sequence IS NULL AND OLD.previous_hash IS NULL AND OLD.hash IS NULL
        AND NEW.sequence IS NOT NULL AND NEW.previous_hash IS NOT NULL AND NEW.hash IS NOT NULL
        AND (NEW.actor_name = OLD.actor_name OR NEW.actor_name = '')
        AND (NEW.id, NEW.occurred_at, NEW.actor_platform, NEW.actor_id, NEW.action, NEW.generation_id, NEW.chat_id, NEW.details)
            IS NOT DISTINCT FROM
            (OLD.id, OLD.occurred_at, OLD.actor_platform, OLD.actor_id, OLD.action, OLD.generation_id, OLD.chat_id, OLD.details)))
    EXECUTE FUNCTION flash.refuse_change();
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON flash.audit_log FOR EACH ROW EXECUTE FUNCTION flash.refuse_change();
CREATE TRIGGER audit_log_unsealed BEFORE INSERT ON flash.audit_log FOR EACH ROW
    WHEN (NEW.sequence IS NOT NULL OR NEW.previous_hash IS NOT NULL OR NEW.hash IS NOT NULL)
    EXECUTE FUNCTION flash.refuse_change();
CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON flash.audit_log FOR EACH STATEMENT EXECUTE FUNCTION flash.refuse_change();
ALTER TABLE flash.audit_log ENABLE ALWAYS TRIGGER audit_log_append_only;
ALTER TABLE flash.audit_log ENABLE ALWAYS TRIGGER audit_log_no_delete;
ALTER TABLE flash.audit_log ENABLE ALWAYS TRIGGER audit_log_no_truncate;
ALTER TABLE flash.audit_log ENABLE ALWAYS TRIGGER audit_log_unsealed;
SELECT flash.guard_audit_partition('audit_log_other');

SELECT flash.ensure_audit_partition(now() + n * interval '1 month') FROM generate_series(0, 2) n;
