-- For which clients has anything changed that the steps are counted from, or has a day passed?
-- $1 now
SELECT c.id AS client_id FROM clients c
WHERE EXISTS (SELECT FROM leads l WHERE l.client_id = c.id AND l.process_id IS NOT NULL)
  AND NOT EXISTS (
    SELECT FROM step_runs r WHERE r.client_id = c.id AND r.counted_at > $1::timestamptz - interval '20 hours'
      AND NOT EXISTS (SELECT FROM leads l WHERE l.client_id = c.id AND l.updated_at > r.counted_at)
      AND NOT EXISTS (SELECT FROM coachings o WHERE o.client_id = c.id AND o.at > r.counted_at))
