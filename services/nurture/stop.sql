-- Stop every letter that waits for a person, of nurture and of contact plans, and say so in the story of each inquiry.
-- $1 client, $2 person, $3 the instant, $4 why
WITH theirs AS (
  SELECT id FROM inquiries WHERE client_id = $1 AND person_id = $2
), touched AS (
  UPDATE touches t SET state = 'withdrawn', reason = $4, settled_at = $3 FROM theirs WHERE t.inquiry_id = theirs.id AND t.state = 'waiting' RETURNING t.inquiry_id
), written AS (
  UPDATE letters l SET state = 'withdrawn', reason = $4, settled_at = $3 FROM theirs WHERE l.inquiry_id = theirs.id AND l.state = 'waiting' RETURNING l.inquiry_id
)
INSERT INTO moves (id, client_id, inquiry_id, at, kind, reason)
SELECT gen_random_uuid(), $1, id, $3, 'letters stopped', $4 FROM inquiries
WHERE client_id = $1 AND person_id = $2 AND (state NOT IN ('merged', 'erased', 'undone', 'closed') OR id IN (SELECT inquiry_id FROM touched UNION SELECT inquiry_id FROM written))
