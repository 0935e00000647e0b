-- Who are the reps of the figures, and how far do they stray by chance?
-- $1 client, $2 selling process
SELECT s.rep_id, s.stage::int AS stage, s.spread, s.unsure, COALESCE(u.name, '') AS name, u.state IS NOT DISTINCT FROM 'active' AS active, s.partner_id, COALESCE(p.name, '') AS partner
FROM step_spreads s
LEFT JOIN users u ON u.id = s.rep_id AND u.client_id = s.client_id
LEFT JOIN partners p ON p.id = s.partner_id AND p.client_id = s.client_id
WHERE s.client_id = $1 AND s.process_id = $2
ORDER BY name, s.rep_id, s.stage
