-- What a program had planned slides by the length of its pause; of what is kept until a date, only what came due meanwhile.
-- $1 program, $2 client, $3 paused since, $4 resumed, $5 in words
WITH slid AS (
  UPDATE inquiries i SET
    due_at = CASE WHEN i.state = 'scheduled' THEN i.due_at + ($4::timestamptz - $3::timestamptz) ELSE i.due_at END,
    next_at = CASE WHEN i.state = 'ready' THEN i.next_at ELSE i.next_at + ($4::timestamptz - $3::timestamptz) END,
    begun_at = i.begun_at + ($4::timestamptz - $3::timestamptz),
    first_call_by = CASE WHEN i.tier = 1 AND i.first_called_at IS NULL THEN i.first_call_by + ($4::timestamptz - greatest($3::timestamptz, i.received_at)) ELSE i.first_call_by END
  WHERE i.program_id = $1 AND i.client_id = $2
    AND (i.state = 'scheduled' AND i.tier <> 0 OR i.state = 'ready' AND (i.tier = 1 OR i.begun_at IS NOT NULL) OR i.state = 'nurtured' AND i.next_at >= $3 AND i.next_at < $4)
  RETURNING i.id, i.client_id, i.next_at, i.state
), letters AS (
  UPDATE touches t SET try_at = t.try_at + ($4::timestamptz - $3::timestamptz), due_on = t.due_on + ($4::timestamptz::date - $3::timestamptz::date)
  FROM slid WHERE t.inquiry_id = slid.id AND t.state = 'waiting'
)
INSERT INTO moves (id, client_id, inquiry_id, at, kind, wanted_at, due_at, reason)
SELECT gen_random_uuid(), client_id, id, $4, 'slid', next_at - ($4::timestamptz - $3::timestamptz), next_at, $5 FROM slid WHERE state <> 'ready'
