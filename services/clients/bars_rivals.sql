-- For which competitor of a client does this caller call? $1 the caller, $2 the client
SELECT r.name, o.name AS own FROM memberships m
JOIN barred_pairs b ON b.client_a = least(m.client_id, $2) AND b.client_b = greatest(m.client_id, $2)
JOIN clients r ON r.id = m.client_id JOIN clients o ON o.id = $2 WHERE m.user_id = $1 LIMIT 1
