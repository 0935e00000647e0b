-- What was promised for later, and waits only because its program was paused, is planned as it was. $1 program, $2 client, $3 the instant, $4 why it waits
WITH back AS (
  UPDATE inquiries i SET state = 'scheduled', tier = 0, decision_reason = '', due_at = m.due_at, next_at = m.due_at, promised_to = m.user_id
  FROM promises m
  WHERE m.inquiry_id = i.id AND m.client_id = i.client_id AND m.settled_at IS NULL AND m.due_at > $3 AND i.program_id = $1 AND i.client_id = $2
    AND i.state = 'decision' AND i.decision_reason = $4
    AND (m.user_id IS NULL OR EXISTS (SELECT FROM users u WHERE u.id = m.user_id AND u.state = 'active'))
  RETURNING i.id, i.client_id, i.due_at
)
INSERT INTO moves (id, client_id, inquiry_id, at, kind, due_at, reason) SELECT gen_random_uuid(), client_id, id, $3, 'decided', due_at, 'Its program was resumed in time: the promise is planned as it was.' FROM back
