-- The caller's page is open: what he has stays with him. $1 caller, $2 the inquiry on the line, $3 its lease, $4 that of the reserved one
WITH line AS (
  SELECT FROM claims WHERE user_id = $1 AND inquiry_id = $2 AND ended_at IS NULL AND NOT reserved
), kept AS (
  UPDATE claims SET lease_until = CASE WHEN reserved THEN $4::timestamptz ELSE $3::timestamptz END
  WHERE user_id = $1 AND ended_at IS NULL AND EXISTS (SELECT FROM line)
  RETURNING inquiry_id, client_id, lease_until
)
UPDATE inquiries i SET next_at = kept.lease_until FROM kept WHERE i.id = kept.inquiry_id AND i.client_id = kept.client_id
