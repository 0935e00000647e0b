-- How do a rep's leads stand, and what did those bring that were closed in a period?
-- $1 client, $2 rep, $3 now, $4 from
SELECT (SELECT count(*) FROM leads l WHERE l.client_id = $1 AND l.rep_id = $2 AND l.closed_at IS NULL) AS open,
       (SELECT count(*) FROM leads l WHERE l.client_id = $1 AND l.rep_id = $2 AND l.closed_at IS NULL AND l.accepted_at IS NULL) AS to_accept,
       (SELECT count(*) FROM leads l WHERE l.client_id = $1 AND l.rep_id = $2 AND l.closed_at IS NULL AND l.next_at < $3::timestamptz) AS overdue,
       x.won, x.lost, x.no_decision, x.orders, x.unvalued, x.value, c.currency
FROM clients c,
     (SELECT count(DISTINCT l.id) FILTER (WHERE l.outcome = 'won') AS won, count(DISTINCT l.id) FILTER (WHERE l.outcome = 'lost') AS lost, count(DISTINCT l.id) FILTER (WHERE l.outcome = 'no_decision') AS no_decision,
             count(o.id) AS orders, count(o.id) FILTER (WHERE o.value IS NULL) AS unvalued, round(sum(o.value * o.rate), 2) AS value
      FROM leads l LEFT JOIN orders o ON o.lead_id = l.id AND o.client_id = l.client_id
      WHERE l.client_id = $1 AND l.rep_id = $2 AND l.closed_at >= $4 AND l.closed_at <= $3) x
WHERE c.id = $1
