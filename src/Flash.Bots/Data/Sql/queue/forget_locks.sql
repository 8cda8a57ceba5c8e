-- What a dead process left in Hangfire's table of locks: Hangfire takes over what is older than its timeout, but only when
-- someone asks for that very lock.
DELETE FROM hangfire.lock WHERE acquired < now() - @age
