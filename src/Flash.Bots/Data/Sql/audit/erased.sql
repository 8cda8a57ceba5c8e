-- When people were last erased, of those who were.
SELECT key.platform, key.external_id, max(key.destroyed_at) AS at
FROM unnest(@platforms, @people) person (platform, external_id)
JOIN flash.personal_keys key ON (key.platform, key.external_id) = (person.platform, person.external_id)
    AND key.destroyed_at IS NOT NULL AND NOT key.is_expired
GROUP BY key.platform, key.external_id
