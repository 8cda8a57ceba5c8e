-- Lets go of receipts, at most @batch of them.
DELETE FROM flash.receipts USING (
    SELECT idempotency_key FROM flash.receipts WHERE received_at < @since LIMIT @batch) gone
WHERE receipts.idempotency_key = gone.idempotency_key
