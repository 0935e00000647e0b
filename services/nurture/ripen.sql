-- Return to the queue what is due: the next cycle begins, as models.Inquiry.Ripe has it, and the story says so.
-- What stands still with its program waits until that is resumed.
-- Who cannot be called (there is no number, so no calling hours) needs a decision instead.
-- $1 client, $2 instant, $3 at most
WITH due AS (
  SELECT id FROM inquiries WHERE client_id = $1 AND state = 'nurtured' AND next_at <= $2
    AND program_id IN (SELECT id FROM programs WHERE client_id = $1 AND state = 'active') ORDER BY next_at, id LIMIT $3 FOR UPDATE
), ripe AS (
  UPDATE inquiries i SET
    state = CASE WHEN i.window_id IS NULL THEN 'decision' ELSE 'ready' END,
    decision_reason = CASE WHEN i.window_id IS NULL THEN 'It is due to be called again, and there is no number to call.' ELSE '' END,
    tier = 2, due_at = CASE WHEN i.window_id IS NOT NULL THEN $2::timestamptz END, next_at = $2,
    cycle = i.cycle + 1, attempts = 0, step = 0, channel = 'call', begun_at = NULL, last_disposition = '', promised_to = NULL, nurture_reason = ''
  FROM due WHERE i.id = due.id AND i.client_id = $1
  RETURNING i.id, i.client_id, i.due_at
), ended AS (
  UPDATE stays s SET ended_at = $2, ended_as = 'due' FROM ripe WHERE s.inquiry_id = ripe.id AND s.ended_at IS NULL
), stopped AS (
  UPDATE touches t SET state = 'withdrawn', reason = 'They are called again.', settled_at = $2 FROM ripe WHERE t.inquiry_id = ripe.id AND t.state = 'waiting'
)
INSERT INTO moves (id, client_id, inquiry_id, at, kind, due_at, reason)
SELECT gen_random_uuid(), client_id, id, $2, 'due again', due_at, 'Its date has come.' FROM ripe
