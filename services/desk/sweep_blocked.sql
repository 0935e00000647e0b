-- Which promises are due that a hold of their program keeps everybody from? $1 client, $2 the instant
WITH blocked AS (
UPDATE inquiries i SET state = 'decision', next_at = $2, promised_to = NULL,
       decision_reason = 'A promise is due and its program’s queue is on hold.'
FROM promises m
JOIN programs g ON g.client_id = m.client_id AND g.held_until IS NOT NULL
WHERE m.client_id = $1 AND m.settled_at IS NULL AND m.due_at <= $2 AND i.id = m.inquiry_id AND i.client_id = m.client_id AND i.program_id = g.id
  AND i.state = 'ready' AND i.tier = 0
RETURNING i.id, i.client_id, i.decision_reason)
INSERT INTO moves (id, client_id, inquiry_id, at, kind, reason)
SELECT gen_random_uuid(), client_id, id, $2, 'decision', decision_reason FROM blocked
