-- Which selling processes of a client were counted, when, and of how many leads?
-- $1 client
SELECT r.process_id, p.name, p.version, p.steps, r.counted_at, r.leads, r.alike, r.horizons
FROM step_runs r JOIN processes p ON p.id = r.process_id AND p.client_id = r.client_id
WHERE r.client_id = $1
ORDER BY p.current DESC, r.leads DESC, r.process_id
