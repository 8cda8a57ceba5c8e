-- What was said in a person's conversation in the browser, a JSON object each.
SELECT jsonb_build_object('at', created_at, 'fromYou', from_person, 'text', text)::text FROM flash.playground_messages
WHERE NOT deleted AND conversation_id = CASE WHEN @platform = 'playground'
    AND @user ~ '^[0-9a-fA-F-]{32,36}$' THEN @user::uuid END ORDER BY id
