-- Which inquiries need a decision, the longest waiting first? $1 client (null: all), $2 at most
SELECT i.id, i.client_id, c.name AS client_name, c.colour, g.name AS program_name, s.name AS source_name, s.medium, i.state, i.tier, i.due_at, i.next_at,
       i.received_at, i.via, i.attempts, i.grade, i.nurture_reason, i.decision_reason, i.closed_reason, i.repeats,
       p.name, COALESCE(o.name, '') AS organisation, p.phone, p.city, p.region, '' AS held_by
FROM clients c
CROSS JOIN LATERAL (SELECT * FROM inquiries WHERE client_id = c.id AND state = 'decision' ORDER BY next_at, id LIMIT $2) i
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
JOIN sources s ON s.id = i.source_id AND s.client_id = i.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
WHERE $1::uuid IS NULL OR c.id = $1
ORDER BY i.next_at, i.id
LIMIT $2
