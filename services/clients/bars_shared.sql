-- Who calls for both of two clients? $1 one, $2 the other
SELECT u.name FROM memberships a JOIN memberships b USING (user_id) JOIN users u ON u.id = a.user_id
WHERE a.client_id = $1 AND b.client_id = $2 ORDER BY u.name LIMIT 1
