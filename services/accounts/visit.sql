-- Whose session is this, and of which client is he? $1 key, $2 the instant
SELECT u.*, s.key, s.data, s.created_at AS started_at, s.seen_at, s.expires_at,
       COALESCE(c.name, '') AS client_name, COALESCE(c.zone, '') AS client_zone, COALESCE(c.colour, 0)::int AS client_colour
FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN clients c ON c.id = u.client_id
WHERE s.key = $1 AND s.expires_at > $2 AND u.state = 'active'
