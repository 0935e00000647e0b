-- End the stays and stop the letters of inquiries that their people have woken by inquiring again, and say so in their stories.
-- $1 client, $2 the inquiries, $3 the instant, $4 why
WITH ended AS (
  UPDATE stays SET ended_at = $3, ended_as = 'early' WHERE client_id = $1 AND inquiry_id = ANY ($2) AND ended_at IS NULL
), stopped AS (
  UPDATE touches SET state = 'withdrawn', reason = 'They are called again.', settled_at = $3 WHERE client_id = $1 AND inquiry_id = ANY ($2) AND state = 'waiting'
)
INSERT INTO moves (id, client_id, inquiry_id, at, kind, due_at, reason)
SELECT gen_random_uuid(), client_id, id, $3, 'brought forward', due_at, $4 FROM inquiries WHERE client_id = $1 AND id = ANY ($2)
