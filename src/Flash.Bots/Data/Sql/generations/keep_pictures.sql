-- What is kept of pictures. What was drawn, held and approved is drawn again: the same pictures, so the same rows.
INSERT INTO flash.pictures (generation_id, index, width, height, sha256, thumbnail, perceptual_hash, key_id)
SELECT @id, picture.*, @key
FROM unnest(@indexes, @widths, @heights, @digests, @thumbnails, @hashes) picture
ON CONFLICT (generation_id, index) DO UPDATE SET sha256 = EXCLUDED.sha256, thumbnail = EXCLUDED.thumbnail,
    key_id = EXCLUDED.key_id, perceptual_hash = EXCLUDED.perceptual_hash
