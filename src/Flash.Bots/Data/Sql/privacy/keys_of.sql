-- The keys of these people for this month and a purpose, as they are wrapped.
SELECT key.id, key.platform, key.external_id, key.wrapped
FROM unnest(@platforms, @people) person (platform, external_id)
JOIN flash.personal_keys key ON (key.platform, key.external_id) = (person.platform, person.external_id)
    AND key.destroyed_at IS NULL
    AND key.purpose = @purpose AND key.period = date_trunc('month', now() AT TIME ZONE 'UTC')
