-- Every key that can be opened, and the name of the master key that it says has wrapped it.
SELECT id, platform, external_id, wrapped, master FROM flash.personal_keys WHERE wrapped IS NOT NULL ORDER BY id
