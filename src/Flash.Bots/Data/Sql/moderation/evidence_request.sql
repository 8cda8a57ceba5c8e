-- A generation as it is now, as one JSON document: what was asked for, by whom, where, what was drawn and what people
-- said of it.
SELECT jsonb_build_object('id', generation.id, 'kind', generation.kind, 'state', generation.state, 'askedAt',
    generation.created_at, 'finishedAt', generation.finished_at,
    'prompt', generation.prompt, 'recipe', generation.recipe,
    'person', jsonb_build_object('network', person.platform, 'id', person.external_id, 'name', person.name, 'since',
        person.created_at),
    'chat', jsonb_build_object('network', chat.platform, 'id', chat.external_id, 'title', chat.title, 'isPrivate',
        chat.is_private),
    'pictures', (SELECT coalesce(jsonb_agg(jsonb_build_object('index', index, 'sha256', encode(sha256, 'hex'),
        'width', width, 'height', height) ORDER BY index), '[]')
        FROM flash.pictures WHERE generation_id = generation.id),
    'reports', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', created_at, 'reason', reason) ORDER BY id), '[]')
        FROM flash.reports WHERE generation_id = generation.id))::text
FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id
    JOIN flash.chats chat ON chat.id = generation.chat_id WHERE generation.id = @id
