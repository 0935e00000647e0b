-- Close what an ended program still had to call, break what it had promised, and send none of its letters. $1 program, $2 client, $3 the instant, $4 the reason
WITH closed AS (
  UPDATE inquiries SET state = 'closed', closed_reason = $4, closed_at = $3, due_at = NULL, next_at = NULL, promised_to = NULL, nurture_reason = '', decision_reason = ''
  WHERE program_id = $1 AND client_id = $2 AND state IN ('scheduled', 'ready', 'decision', 'nurtured')
  RETURNING id, client_id
), broken AS (
  UPDATE promises m SET state = 'broken', settled_at = $3, broken_at = COALESCE(broken_at, $3)
  FROM closed WHERE m.inquiry_id = closed.id AND m.client_id = $2 AND m.settled_at IS NULL
), unsent AS (
  UPDATE letters l SET state = 'withdrawn', reason = $4, settled_at = $3
  FROM closed WHERE l.inquiry_id = closed.id AND l.client_id = $2 AND l.state = 'waiting'
)
INSERT INTO moves (id, client_id, inquiry_id, at, kind, reason) SELECT gen_random_uuid(), client_id, id, $3, 'ended', 'Its program has ended.' FROM closed
