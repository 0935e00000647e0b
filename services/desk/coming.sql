-- How many calls are promised, ripe and to be tried again, in which half of which day? $1 the instant, $2 the end, $3 whose clock, $4 at most a client and kind
SELECT (x.at AT TIME ZONE $3)::date AS day, (extract(hour FROM x.at AT TIME ZONE $3) >= 13)::int AS half,
       count(*) FILTER (WHERE kind = 'promise') AS promised, count(*) FILTER (WHERE kind = 'ripe') AS ripe, count(*) FILTER (WHERE kind = 'retry') AS retries
FROM clients c CROSS JOIN LATERAL (
  (SELECT 'promise' AS kind, due_at AS at FROM promises WHERE client_id = c.id AND settled_at IS NULL AND due_at >= $1 AND due_at < $2 LIMIT $4)
  UNION ALL
  (SELECT 'ripe', next_at FROM inquiries WHERE client_id = c.id AND state = 'nurtured' AND next_at >= $1 AND next_at < $2 ORDER BY next_at LIMIT $4)
  UNION ALL
  (SELECT 'retry', due_at FROM (SELECT due_at, tier FROM inquiries WHERE client_id = c.id AND state = 'scheduled' AND due_at >= $1 AND due_at < $2 ORDER BY due_at LIMIT $4) s WHERE s.tier <> 0)
) x
GROUP BY 1, 2
