-- One row that health writes again and again.
INSERT INTO flash.receipts (idempotency_key) VALUES ('health')
ON CONFLICT (idempotency_key) DO UPDATE SET received_at = now()
