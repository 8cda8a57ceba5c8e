-- The oldest rows that no other process has in hand, locked until the transaction ends.
SELECT waiting.id, waiting.generation_id, generation.kind, generation.trace_span
FROM flash.outbox waiting JOIN flash.generations generation ON generation.id = waiting.generation_id
ORDER BY waiting.id LIMIT @limit FOR UPDATE OF waiting SKIP LOCKED
