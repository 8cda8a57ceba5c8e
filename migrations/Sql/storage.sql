-- What the EF Core model has no words for.

-- JPEG and GIF do not compress further; PostgreSQL need not try.
ALTER TABLE flash.playground_media ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- A name of an identity provider means one moderator, whatever its case.
CREATE UNIQUE INDEX moderators_sign_in_name ON flash.moderators (lower(sign_in_name));
