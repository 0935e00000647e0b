-- Which leads came to go by another selling process, when, and by which they went before?
-- $1 client, $2 released from then on
SELECT c.lead_id, c.at, c.from_id FROM process_changes c
JOIN leads l ON l.id = c.lead_id AND l.client_id = c.client_id
WHERE c.client_id = $1 AND c.from_id IS NOT NULL AND l.released_at >= $2
ORDER BY c.lead_id, c.at, c.id
