-- What do the next dates of these leads depend on, and what asks who takes them over?
-- $1 client, $2 leads
SELECT l.*, COALESCE(u.channel, '') AS rep_sells
FROM leads l
LEFT JOIN users u ON u.id = l.rep_id AND u.client_id = l.client_id
WHERE l.client_id = $1 AND l.id = ANY ($2) AND l.closed_at IS NULL
ORDER BY l.next_at, l.id
