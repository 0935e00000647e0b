-- What of each client waits for a date, or for the end of a recall? $1 at most, $2 the end of the week
SELECT n.n AS ripening, r.n AS pending
FROM clients c
CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
  SELECT FROM inquiries WHERE client_id = c.id AND state = 'nurtured' AND next_at < $2 ORDER BY next_at LIMIT $1) q) n
CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
  SELECT FROM releases WHERE client_id = c.id AND state = 'pending' ORDER BY due_at LIMIT $1) q) r
