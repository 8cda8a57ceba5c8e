-- What a person asked for, a JSON object each. Their thumbnails are added by who reads it.
SELECT jsonb_build_object('id', generation.id, 'kind', generation.kind, 'at', generation.created_at, 'state',
    generation.state,
    'chat', jsonb_build_object('network', chat.platform, 'id', chat.external_id, 'title', chat.title),
    'prompt', generation.prompt, 'recipe', generation.recipe, 'shownWhenFailed', generation.failure,
    'thumbnails', '[]'::jsonb)::text
FROM flash.generations generation JOIN flash.users person ON person.id = generation.user_id
    JOIN flash.chats chat ON chat.id = generation.chat_id
WHERE person.platform = @platform AND person.external_id = @user ORDER BY generation.id
