-- Of which deadlines of a client's open leads has somebody been told?
-- $1 client
SELECT p.lead_id, p.event, p.about
FROM pushes p
JOIN leads l ON l.id = p.lead_id AND l.client_id = p.client_id AND l.closed_at IS NULL
WHERE p.client_id = $1 AND p.event IN ('reminder', 'overdue')
