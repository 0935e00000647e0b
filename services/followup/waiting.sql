-- Which of the returns that the actor sees wait for the agency? VISIBLE is filled in.
-- $1 client, $2 rep or partner
SELECT l.id AS lead_id, l.program_name, l.name, l.organisation, COALESCE(u.name, '') AS rep_name, r.reason, r.at, r.decide_by
FROM returns r
JOIN leads l ON l.id = r.lead_id AND l.client_id = r.client_id
LEFT JOIN users u ON u.id = r.user_id
WHERE VISIBLE AND r.decided_at IS NULL
ORDER BY r.decide_by, r.id
LIMIT 200
