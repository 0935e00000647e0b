-- Under which calling hours do the people of a program wait? One look into the queue's index for each. $1 program, $2 at most
WITH RECURSIVE found AS (
  (SELECT window_id FROM inquiries WHERE program_id = $1 AND state = 'ready' AND promised_to IS NULL AND window_id IS NOT NULL ORDER BY window_id LIMIT 1)
  UNION ALL
  SELECT (SELECT i.window_id FROM inquiries i WHERE i.program_id = $1 AND i.state = 'ready' AND i.promised_to IS NULL AND i.window_id > f.window_id ORDER BY i.window_id LIMIT 1)
  FROM found f WHERE f.window_id IS NOT NULL
)
SELECT w.key FROM found f JOIN windows w ON w.id = f.window_id LIMIT $2
