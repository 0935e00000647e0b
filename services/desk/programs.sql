-- Which programs run, for whom, and what of each needs somebody? $1 the instant, $2 at most
SELECT g.id AS program_id, g.name AS program_name, g.state, g.contract_volume, g.weight, g.held_until, c.id AS client_id, c.name AS client_name, c.colour,
       p.n AS promises, p.next AS promise_next, p.late AS promises_late
FROM programs g
JOIN clients c ON c.id = g.client_id
LEFT JOIN LATERAL (
  SELECT count(*) AS n, min(m.due_at) AS next, count(*) FILTER (WHERE m.due_at < $1) AS late
  FROM promises m JOIN inquiries i ON i.id = m.inquiry_id AND i.client_id = m.client_id
  WHERE m.settled_at IS NULL AND m.due_at < $1::timestamptz + interval '24 hours' AND i.program_id = g.id) p ON true
WHERE g.state <> 'ended'
ORDER BY c.name, g.name
LIMIT $2
