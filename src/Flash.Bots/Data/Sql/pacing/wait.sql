-- Takes a place in the queue of a chat, or keeps it, for the time of @lease.
INSERT INTO flash.send_queue (platform, chat_key, ticket, lease_until)
VALUES (@platform, @chat_key, @ticket, clock_timestamp() + @lease)
ON CONFLICT (platform, chat_key, ticket) DO UPDATE SET lease_until = excluded.lease_until
