-- What a paused program has promised needs a decision. $1 program, $2 client, $3 the instant, $4 why
WITH stopped AS (
  UPDATE inquiries i SET state = 'decision', tier = 0, decision_reason = $4, next_at = $3, promised_to = NULL
  FROM promises m
  WHERE m.inquiry_id = i.id AND m.client_id = i.client_id AND m.settled_at IS NULL AND i.program_id = $1 AND i.client_id = $2 AND i.state IN ('ready', 'scheduled')
  RETURNING i.id, i.client_id
)
INSERT INTO moves (id, client_id, inquiry_id, at, kind, reason) SELECT gen_random_uuid(), client_id, id, $3, 'decision', $4 FROM stopped
