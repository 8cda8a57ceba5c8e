-- Keeps files for @lifetime; what has expired is swept up on the way.
WITH swept AS (DELETE FROM flash.shared_pictures WHERE expires_at < now())
INSERT INTO flash.shared_pictures (id, content_type, bytes, expires_at)
SELECT id, type, file, now() + @lifetime FROM unnest(@ids, @types, @files) given (id, type, file)
