-- How many of each program are due before an instant? $1 the instant, $2 at most a client
SELECT s.program_id, count(*) AS n
FROM clients c
CROSS JOIN LATERAL (SELECT program_id FROM inquiries WHERE client_id = c.id AND state = 'scheduled' AND due_at < $1 ORDER BY due_at LIMIT $2) s
GROUP BY s.program_id
