-- Who is still to be sent the look of a week: the client's marketers who want it, each once.
-- $1 client, $2 the week's Monday.
SELECT u.id, u.name, u.email, u.zone FROM users u
WHERE u.client_id = $1 AND u.role = 'marketer' AND u.state = 'active' AND u.email <> '' AND NOT u.no_source_letters
  AND NOT EXISTS (SELECT 1 FROM source_letters l WHERE l.client_id = $1 AND l.week_on = $2 AND l.user_id = u.id)
ORDER BY u.created_at, u.id
