-- Which messages of a lane does this process send now? They are its own until the lease runs out.
-- $1 lane, $2 instant, $3 end of the lease, $4 at most so many
WITH due AS MATERIALIZED (
  SELECT p.id, p.client_id FROM pushes p
  WHERE p.lane = $1 AND p.next_at <= $2 AND NOT EXISTS (SELECT FROM endpoints e WHERE e.id = p.lane AND e.client_id = p.client_id AND (e.held_until > $2 OR e.state = 'disabled'))
  ORDER BY p.next_at, p.id LIMIT $4 FOR UPDATE SKIP LOCKED
)
UPDATE pushes p SET next_at = $3 FROM due WHERE p.id = due.id AND p.client_id = due.client_id RETURNING p.*
