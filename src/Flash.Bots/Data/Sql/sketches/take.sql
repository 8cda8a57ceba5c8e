-- The pictures of a sketch that was drawn; the row goes.
DELETE FROM flash.sketches WHERE id = @id AND pictures IS NOT NULL RETURNING pictures
