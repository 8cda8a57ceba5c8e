-- Which revision drew it, inside the recipe. The rest of the recipe stays as it is by now: erasing may have emptied it.
UPDATE flash.generations SET recipe = jsonb_set(recipe, '{modelRevision}', to_jsonb(@model_revision)) WHERE id = @id
