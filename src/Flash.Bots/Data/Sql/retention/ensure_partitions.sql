-- This month's partition of the audit log and the next two.
SELECT flash.ensure_audit_partition(now() + n * interval '1 month') FROM generate_series(0, 2) n
