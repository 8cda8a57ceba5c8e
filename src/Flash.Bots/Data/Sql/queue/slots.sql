-- How many generations of a queue all workers together can draw at once. A worker that died counts for as long as Hangfire
-- takes it for alive.
SELECT COALESCE(sum((data ->> 'WorkerCount')::integer), 0)::integer AS "Value"
FROM hangfire.server
WHERE data -> 'Queues' ? @queue AND lastheartbeat > now() - interval '30 seconds'
