-- What is due for a rep, the next date first?
-- $1 client, $2 rep
SELECT l.id, l.name, l.organisation, l.phone, l.email, l.city, l.region, l.next_at, l.next_what, COALESCE(s.steps -> l.step ->> 'name', '') AS next_step, l.updated_at, l.released_at
FROM leads l
LEFT JOIN processes s ON s.id = l.process_id AND s.client_id = l.client_id
WHERE l.client_id = $1 AND l.rep_id = $2 AND l.closed_at IS NULL
ORDER BY l.next_at, l.id
LIMIT 300
