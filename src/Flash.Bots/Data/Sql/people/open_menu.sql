-- A message is a menu, and whose: a digest of the person, nothing where a chat's managers share it.
INSERT INTO flash.menus (message, owner) VALUES (@message, @owner) ON CONFLICT (message) DO NOTHING
