-- Why do inquiries need a decision, how many, and since when? $1 at most a client
-- What follows a colon in a reason is about one of them.
SELECT split_part(d.decision_reason, ':', 1) AS reason, count(*) AS n, min(d.next_at) AS since
FROM clients c
CROSS JOIN LATERAL (SELECT decision_reason, next_at FROM inquiries WHERE client_id = c.id AND state = 'decision' ORDER BY next_at LIMIT $1) d
GROUP BY 1
ORDER BY 2 DESC, 1
