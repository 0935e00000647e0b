-- What was learned for each program, is it used, and who said so?
-- $1 supervisor's own only (null: every program), $2 client (null: all)
SELECT p.id AS program_id, p.name AS program_name, p.client_id, c.name AS client_name, c.colour,
       COALESCE(m.n, 0) AS n, COALESCE(m.version, 0) AS version, m.fitted_at, COALESCE(m.learned, '{0,0}') AS learned, COALESCE(m.kept, '{0,0}') AS kept,
       COALESCE(w.used, false) AS used, w.at AS switched_at, COALESCE(w.name, '') AS switched_by
FROM programs p
JOIN clients c ON c.id = p.client_id
LEFT JOIN LATERAL (SELECT version, n, fitted_at, learned, kept FROM ripening_models WHERE client_id = p.client_id ORDER BY version DESC LIMIT 1) m ON true
LEFT JOIN LATERAL (SELECT s.used, s.at, u.name FROM ripening_switches s JOIN users u ON u.id = s.user_id
  WHERE s.program_id = p.id AND s.client_id = p.client_id ORDER BY s.at DESC, s.id DESC LIMIT 1) w ON true
WHERE p.state <> 'ended' AND ($1::uuid IS NULL OR p.id IN (SELECT program_id FROM memberships WHERE user_id = $1)) AND ($2::uuid IS NULL OR p.client_id = $2)
ORDER BY c.name, p.name
