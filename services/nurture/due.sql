-- Whom do we call again in these days?
-- $1 caller (null: every program), $2 from, $3 to, $4 program (null: all), $5 and $6 after, $7 at most
SELECT i.id AS inquiry_id, i.client_id, c.name AS client_name, c.colour, c.zone, i.program_id, g.name AS program_name, s.name AS source_name,
       p.name, COALESCE(o.name, '') AS organisation, p.city, p.region, i.grade, i.class, i.nurture_reason AS reason, i.next_at, i.cycle, i.graded_at,
       (SELECT min(t.due_on) FROM touches t WHERE t.inquiry_id = i.id AND t.state = 'waiting') AS letter_on
FROM inquiries i
JOIN clients c ON c.id = i.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
JOIN sources s ON s.id = i.source_id AND s.client_id = i.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
WHERE i.state = 'nurtured' AND i.next_at >= $2 AND i.next_at < $3
  AND ($1::uuid IS NULL OR i.program_id IN (SELECT program_id FROM memberships WHERE user_id = $1))
  AND ($4::uuid IS NULL OR i.program_id = $4)
  AND ($5::timestamptz IS NULL OR (i.next_at, i.id) > ($5, $6::uuid))
ORDER BY i.next_at, i.id
LIMIT $7
