-- Stop every letter that waits for an address, and say so in the story of each inquiry.
-- $1 client, $2 keyed hash of the address, $3 the instant, $4 why
WITH theirs AS (
  SELECT i.id FROM inquiries i JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id WHERE p.client_id = $1 AND p.mail_key = $2
), touched AS (
  UPDATE touches t SET state = 'withdrawn', reason = $4, settled_at = $3 FROM theirs WHERE t.inquiry_id = theirs.id AND t.state = 'waiting' RETURNING t.inquiry_id
), written AS (
  UPDATE letters l SET state = 'withdrawn', reason = $4, settled_at = $3 FROM theirs WHERE l.inquiry_id = theirs.id AND l.state = 'waiting' RETURNING l.inquiry_id
)
INSERT INTO moves (id, client_id, inquiry_id, at, kind, reason)
SELECT gen_random_uuid(), $1, inquiry_id, $3, 'letters stopped', $4 FROM (SELECT inquiry_id FROM touched UNION SELECT inquiry_id FROM written) x
