-- Which endpoints has a client, and how do their messages stand?
-- Those that were removed stand last.
-- $1 client, $2 one endpoint, or null for all
SELECT e.*, p.waiting, p.failed, p.last_sent
FROM endpoints e
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE sent_at IS NULL AND failed_at IS NULL) AS waiting, count(*) FILTER (WHERE failed_at IS NOT NULL) AS failed, max(sent_at) AS last_sent
  FROM (SELECT * FROM pushes WHERE endpoint_id = e.id AND client_id = e.client_id AND channel = 'webhook' ORDER BY created_at DESC, id DESC LIMIT 1000) recent
) p
WHERE e.client_id = $1 AND ($2::uuid IS NULL OR e.id = $2)
ORDER BY e.removed_at NULLS FIRST, e.made_at, e.id
