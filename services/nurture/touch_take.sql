-- Take the letters that are due: nobody else takes them before the lease is over.
-- Whoever a caller has on the line is written to when that call has ended, if at all.
-- $1 client, $2 the instant, $3 the end of the lease, $4 at most
UPDATE touches t SET try_at = $3, tries = t.tries + 1
FROM (SELECT w.id FROM touches w
      JOIN inquiries i ON i.id = w.inquiry_id AND i.client_id = w.client_id AND i.state NOT IN ('held', 'pending')
      JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id AND g.state <> 'paused'
      WHERE w.client_id = $1 AND w.state = 'waiting' AND w.try_at <= $2
      ORDER BY w.try_at, w.id LIMIT $4 FOR UPDATE OF w SKIP LOCKED) due
WHERE t.id = due.id AND t.client_id = $1
RETURNING t.id
