-- What was given to a caller who has not come for it is anybody's again. $1 client, $2 the instant
-- Ten minutes, as with a promise; promises are looked after by the queue.
UPDATE inquiries SET promised_to = NULL
WHERE client_id = $1 AND promised_to IS NOT NULL AND state = 'ready' AND tier <> 0 AND due_at <= $2::timestamptz - interval '10 minutes'
