-- What became of each try to send these messages?
-- $1 client, $2 messages
SELECT a.*, COALESCE(w.answer, '') AS answer
FROM push_attempts a LEFT JOIN push_answers w ON w.attempt_id = a.id AND w.client_id = a.client_id
WHERE a.client_id = $1 AND a.push_id = ANY ($2)
ORDER BY a.at, a.id
