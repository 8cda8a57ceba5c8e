-- What is kept of a person, as a JSON object.
SELECT jsonb_build_object('network', platform, 'id', external_id, 'name', name, 'language', language, 'settings',
    settings, 'since', created_at)::text
FROM flash.users WHERE platform = @platform AND external_id = @user
