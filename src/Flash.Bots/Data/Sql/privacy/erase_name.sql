-- A person's name, settings and address go, and so does the title of their private chat. The number stays.
WITH person AS (UPDATE flash.users SET name = '', language = NULL, settings = '{}', address = NULL, address_at = NULL
    WHERE platform = @platform AND external_id = @user RETURNING id)
UPDATE flash.chats SET title = NULL WHERE platform = @platform AND external_id = @user AND is_private
