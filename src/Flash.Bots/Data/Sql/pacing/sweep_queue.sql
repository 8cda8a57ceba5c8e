-- Places that no process keeps any more.
DELETE FROM flash.send_queue WHERE lease_until < now() - interval '1 minute'
