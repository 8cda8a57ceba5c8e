-- Takes a delivery, for the first who asks with this key.
INSERT INTO flash.receipts (idempotency_key) VALUES (@key) ON CONFLICT DO NOTHING
