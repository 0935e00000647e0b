-- Which leads were released in a time, and who got each first?
-- $1 client, $2 from, $3 to, $4 at most
SELECT l.*, COALESCE(u.name, '') AS was_name, a.rep_id AS was_id
FROM leads l
LEFT JOIN LATERAL (SELECT rep_id FROM assignments WHERE lead_id = l.id AND client_id = l.client_id ORDER BY at, id LIMIT 1) a ON true
LEFT JOIN users u ON u.id = a.rep_id
WHERE l.client_id = $1 AND l.kind = 'released' AND l.released_at >= $2 AND l.released_at < $3
ORDER BY l.released_at, l.id
LIMIT $4
