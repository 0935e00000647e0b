-- Are the leads released in a period followed up, rep by rep? VISIBLE is filled in.
-- $1 client, $2 rep or partner, $3 now, $4 from, $5 to
SELECT l.rep_id, COALESCE(u.name, '') AS name, COALESCE(p.name, '') AS partner_name, count(*) AS leads,
       count(*) FILTER (WHERE l.accepted_at IS NOT NULL) AS accepted,
       count(*) FILTER (WHERE l.contacted_at <= l.released_at + interval '48 hours') AS contacted_in_time,
       count(*) FILTER (WHERE l.contacted_at IS NOT NULL OR l.released_at + interval '48 hours' <= $3::timestamptz) AS contact_due,
       count(*) FILTER (WHERE l.closed_at IS NULL) AS open,
       count(*) FILTER (WHERE l.closed_at IS NULL AND l.updated_at > $3 - interval '7 days') AS updated,
       count(*) FILTER (WHERE l.closed_at IS NULL AND l.next_at < $3) AS overdue,
       count(*) FILTER (WHERE l.closed_at IS NOT NULL) AS closed_out,
       count(*) FILTER (WHERE l.outcome = 'won') AS won
FROM leads l
LEFT JOIN users u ON u.id = l.rep_id AND u.client_id = l.client_id
LEFT JOIN partners p ON p.id = l.partner_id AND p.client_id = l.client_id
WHERE VISIBLE AND l.kind = 'released' AND l.outcome <> 'returned' AND l.released_at >= $4 AND l.released_at < $5
GROUP BY l.rep_id, u.name, p.name
ORDER BY name, l.rep_id
