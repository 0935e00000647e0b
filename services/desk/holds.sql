-- What is held back, until when, why and by whom, the soonest to come back first? $1 the instant, $2 at most
SELECT h.id, h.inquiry_id, h.program_id, h.until, h.reason, d.at AS since, u.name AS by_name, c.name AS client_name, g.name AS program_name,
       COALESCE(p.name, '') AS name, COALESCE(o.name, '') AS organisation
FROM clients c
CROSS JOIN LATERAL (SELECT * FROM holds WHERE client_id = c.id AND ended_at IS NULL AND until > $1 ORDER BY until LIMIT $2) h
JOIN deeds d ON d.id = h.id AND d.client_id = h.client_id
JOIN users u ON u.id = d.user_id
JOIN programs g ON g.id = h.program_id AND g.client_id = h.client_id
LEFT JOIN inquiries i ON i.id = h.inquiry_id AND i.client_id = h.client_id
LEFT JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
WHERE h.inquiry_id IS NULL OR i.state = 'scheduled' AND i.due_at = h.until
ORDER BY h.until, h.id
LIMIT $2
