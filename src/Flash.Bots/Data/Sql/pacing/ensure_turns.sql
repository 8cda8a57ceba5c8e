-- The rows of a chat and of its network (whose chat key is empty), where there are none yet.
INSERT INTO flash.send_turns (platform, chat_key) VALUES (@platform, @chat_key), (@platform, '') ON CONFLICT DO NOTHING
