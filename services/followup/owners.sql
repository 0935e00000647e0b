-- Who has how many open leads? VISIBLE is filled in.
-- $1 client, $2 partner, $3 now
SELECT l.rep_id, COALESCE(u.name, '') AS name, COALESCE(p.name, '') AS partner_name, u.away_until, count(*) AS open,
       count(*) FILTER (WHERE l.accepted_at IS NULL) AS new, count(*) FILTER (WHERE l.next_at < $3::timestamptz) AS overdue, min(l.next_at) AS soonest
FROM leads l
LEFT JOIN users u ON u.id = l.rep_id AND u.client_id = l.client_id
LEFT JOIN partners p ON p.id = l.partner_id AND p.client_id = l.client_id
WHERE VISIBLE AND l.closed_at IS NULL
GROUP BY l.rep_id, u.name, p.name, u.away_until
ORDER BY overdue DESC, open DESC, name, l.rep_id
