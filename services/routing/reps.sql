-- Which reps has the client, and how many open leads has each who takes only so many?
-- $1 client
SELECT u.*, CASE WHEN u.capacity > 0 THEN (SELECT count(*) FROM leads l WHERE l.client_id = u.client_id AND l.rep_id = u.id AND l.closed_at IS NULL) ELSE 0 END AS open
FROM users u
WHERE u.client_id = $1 AND u.role = 'rep' AND u.state IN ('active', 'deactivated')
ORDER BY u.name, u.id
