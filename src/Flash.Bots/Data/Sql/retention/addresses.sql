-- Forgets where browsers asked from, unless one is banned.
UPDATE flash.users SET address = NULL, address_at = NULL
WHERE address_at < @before AND NOT EXISTS (
    SELECT FROM flash.bans WHERE user_id = users.id AND lifted_at IS NULL AND (until IS NULL OR until > now()))
