-- What of each client waits for a date, a decision or the end of a recall? $1 the instant, $2 at most, $3 the end of the week
SELECT d.n AS decisions, d.since AS undecided_since, n.n AS ripening, s.n AS scheduled, r.n AS pending
FROM clients c
CROSS JOIN LATERAL (SELECT count(*) AS n, min(next_at) AS since FROM (
  SELECT next_at FROM inquiries WHERE client_id = c.id AND state = 'decision' ORDER BY next_at LIMIT $2) q) d
CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
  SELECT FROM inquiries WHERE client_id = c.id AND state = 'nurtured' AND next_at < $3 ORDER BY next_at LIMIT $2) q) n
CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
  SELECT FROM inquiries WHERE client_id = c.id AND state = 'scheduled' AND due_at < $1::timestamptz + interval '24 hours' ORDER BY due_at LIMIT $2) q) s
CROSS JOIN LATERAL (SELECT count(*) AS n FROM (
  SELECT FROM releases WHERE client_id = c.id AND state = 'pending' ORDER BY due_at LIMIT $2) q) r
