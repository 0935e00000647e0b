-- Whom can a rep not reach, so that the agency is asked?
SELECT l.id AS lead_id, l.inquiry_id, c.name AS client_name, c.colour, l.program_name, l.name, l.organisation, l.phone, u.name AS rep_name, a.owner_name, a.note, a.at, a.due_at
FROM reach_requests a
JOIN leads l ON l.id = a.lead_id AND l.client_id = a.client_id
JOIN clients c ON c.id = a.client_id
JOIN users u ON u.id = a.user_id
WHERE a.settled_at IS NULL AND l.closed_at IS NULL
ORDER BY a.due_at, a.id
LIMIT 200
