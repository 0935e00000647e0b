-- Which promises are due, soon or broken, the most pressing first? $1 how far ahead, $2 at most
SELECT m.inquiry_id, m.due_at, m.zone, m.note, p.name, COALESCE(o.name, '') AS organisation, c.name AS client_name, i.state, i.decision_reason,
       COALESCE(u.name, '') AS keeper
FROM promises m
JOIN inquiries i ON i.id = m.inquiry_id AND i.client_id = m.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN clients c ON c.id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
LEFT JOIN users u ON u.id = m.user_id
WHERE m.settled_at IS NULL AND (m.due_at < $1 OR i.state = 'decision')
ORDER BY i.state <> 'decision', m.due_at, m.id
LIMIT $2
