-- How many checkpoints a verification has seen in a folder, after someone last answered for some that are gone.
SELECT coalesce(max((details -> 'witnesses' ->> 'kept')::bigint), 0) FROM flash.audit_log
WHERE action = 'audit.verified' AND id > @since AND details -> 'witnesses' ->> 'key' = @key
    AND details -> 'witnesses' ->> 'place' = @place AND details -> 'witnesses' ->> 'machine' = @machine
