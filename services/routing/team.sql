-- Which reps does this manager have, with how much open, and who stands in for whom?
-- $1 client
SELECT u.*, COALESCE(p.name, '') AS partner_name, COALESCE(s.name, '') AS substitute_name,
       (SELECT count(*) FROM leads l WHERE l.client_id = u.client_id AND l.rep_id = u.id AND l.closed_at IS NULL) AS open,
       (SELECT count(*) FROM users o WHERE o.client_id = u.client_id AND o.substitute_id = u.id AND o.state = 'active') AS stands_in_for
FROM users u
LEFT JOIN partners p ON p.id = u.partner_id AND p.client_id = u.client_id
LEFT JOIN users s ON s.id = u.substitute_id AND s.client_id = u.client_id
WHERE u.client_id = $1 AND u.role = 'rep' AND u.state = 'active'
ORDER BY u.name, u.id
