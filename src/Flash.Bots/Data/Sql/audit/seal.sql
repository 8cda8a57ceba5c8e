-- Gives entries their places in the chain. The function takes only what continues it, so that the sealer needs no right to
-- change an entry.
SELECT flash.seal_audit_entries(@ids, @sequences, @previous_hashes, @hashes, @names, @boxes)
