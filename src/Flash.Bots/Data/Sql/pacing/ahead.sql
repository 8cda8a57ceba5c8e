-- How many wait before @ticket (null: before one that came last). By the database's clock alone: a lease is about
-- processes that are alive, whatever a test makes of time.
SELECT count(*) FROM flash.send_queue
WHERE platform = @platform AND chat_key = @chat_key AND lease_until > clock_timestamp()
    AND ticket < COALESCE(@ticket, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
