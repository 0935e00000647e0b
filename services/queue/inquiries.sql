-- Which inquiries are there, the newest first? $1 client (null: all), $2 program, $3 states, $4 source, $5 and $6 after, $7 a page, $8 looked at
-- Along the index inquiries_list of each client. A filter looks at the $8 newest at the most, so that a page costs the
-- same however many there are; where it looked no further, the last row it looked at comes along, and does not fit.
WITH walked AS (
  SELECT i.id, i.client_id, i.received_at, row_number() OVER (ORDER BY i.received_at DESC, i.id DESC) AS nth
  FROM clients c CROSS JOIN LATERAL (
    SELECT id, client_id, received_at FROM inquiries
    WHERE client_id = c.id AND (received_at, id) < (COALESCE($5::timestamptz, 'infinity'), COALESCE($6::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
    ORDER BY received_at DESC, id DESC LIMIT $8) i
  WHERE $1::uuid IS NULL OR c.id = $1
  ORDER BY i.received_at DESC, i.id DESC LIMIT $8
), looked AS MATERIALIZED (
  SELECT i.*, w.nth, ($2::uuid IS NULL OR i.program_id = $2) AND ($3::text[] IS NULL OR i.state = ANY ($3)) AND ($4::uuid IS NULL OR i.source_id = $4) AS fits
  FROM walked w JOIN inquiries i ON i.id = w.id AND i.client_id = w.client_id
), shown AS (
  (SELECT * FROM looked WHERE fits ORDER BY received_at DESC, id DESC LIMIT $7)
  UNION ALL
  SELECT * FROM looked WHERE nth = $8 AND NOT fits
)
SELECT i.id, i.client_id, c.name AS client_name, c.colour, g.name AS program_name, s.name AS source_name, s.medium, i.state, i.tier, i.due_at, i.next_at,
       i.received_at, i.via, i.attempts, i.grade, i.nurture_reason, i.decision_reason, i.closed_reason, i.repeats, i.fits, i.nth,
       p.name, COALESCE(o.name, '') AS organisation, p.phone, p.city, p.region, COALESCE(u.name, '') AS held_by
FROM shown i
JOIN clients c ON c.id = i.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
JOIN sources s ON s.id = i.source_id AND s.client_id = i.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
LEFT JOIN claims k ON k.inquiry_id = i.id AND k.ended_at IS NULL
LEFT JOIN users u ON u.id = k.user_id
ORDER BY i.received_at DESC, i.id DESC
