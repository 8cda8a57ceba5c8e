using Flash.Bots.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Flash.Migrations.Versions
{
    /// <summary>
    /// The audit log in monthly partitions, sealed through one function that only continues the chain: whoever may call it needs no right to
    /// UPDATE. Prompts can be searched by word.
    /// </summary>
    [DbContext(typeof(FlashDb))]
    [Migration("20261124121000_AuditPartitions")]
    public sealed class AuditPartitions : Migration
    {
        private const string Table = """
            ALTER TABLE flash.audit_log RENAME TO audit_log_before;
            ALTER TABLE flash.audit_log_before RENAME CONSTRAINT audit_log_pkey TO audit_log_before_pkey;
            DROP INDEX flash.audit_log_action_id_idx, flash.audit_log_actor_platform_actor_id_id_idx, flash.audit_log_generation_id_idx,
                flash.audit_log_occurred_at_idx, flash.audit_log_sequence_idx, flash.audit_log_unsealed_idx;

            CREATE SEQUENCE flash.audit_log_ids;
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
            """;

        private const string Partitions = """
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
            """;

        private const string Copy = """
            DO $$
            BEGIN
                PERFORM flash.ensure_audit_partition(month) FROM (
                    SELECT DISTINCT date_trunc('month', occurred_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS month FROM flash.audit_log_before
                    UNION SELECT now() + n * interval '1 month' FROM generate_series(0, 2) n) months;
            END $$;

            ALTER TABLE flash.audit_log DISABLE TRIGGER audit_log_unsealed;
            INSERT INTO flash.audit_log (id, occurred_at, actor_platform, actor_id, actor_name, action, generation_id, chat_id, details, personal, sequence, previous_hash, hash)
            SELECT id, occurred_at, actor_platform, actor_id, actor_name, action, generation_id, chat_id, details, personal, sequence, previous_hash, hash FROM flash.audit_log_before;
            DO $$
            DECLARE
                partition regclass;
            BEGIN
                FOR partition IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'flash.audit_log'::regclass LOOP
                    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER audit_log_unsealed', partition);
                END LOOP;
            END $$;
            ALTER TABLE flash.audit_log ENABLE ALWAYS TRIGGER audit_log_unsealed;
            SELECT setval('flash.audit_log_ids', greatest(1, max(id)), max(id) IS NOT NULL) FROM flash.audit_log;
            DROP TABLE flash.audit_log_before;
            """;

        private const string Guards = """
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
            """;

        private const string Seal = """
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
            """;

        private const string Search = """
            CREATE INDEX generations_prompt_words_idx ON flash.generations USING gin (to_tsvector('simple', prompt));
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Table);
            migrationBuilder.Sql(Partitions);
            migrationBuilder.Sql(Guards);
            migrationBuilder.Sql(Copy);
            migrationBuilder.Sql(Seal);
            migrationBuilder.Sql(Search);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("The audit log cannot go back to one table: restore a backup instead.");
    }
}
