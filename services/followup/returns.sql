-- Which returns does the agency have to decide, and what was answered and noted?
SELECT l.id AS lead_id, l.inquiry_id, c.name AS client_name, c.colour, l.program_name, l.name, l.organisation, l.graded_by,
       u.name AS rep_name, r.reason, r.at, r.decide_by, l.reasons, l.learned,
       COALESCE((SELECT string_agg(n.text, E'\n' ORDER BY n.at, n.id) FROM notes n WHERE n.inquiry_id = l.inquiry_id AND n.client_id = l.client_id AND n.kind = 'internal'), '') AS internal
FROM returns r
JOIN leads l ON l.id = r.lead_id AND l.client_id = r.client_id
JOIN clients c ON c.id = r.client_id
JOIN users u ON u.id = r.user_id
WHERE r.decided_at IS NULL
ORDER BY r.decide_by, r.id
LIMIT 200
