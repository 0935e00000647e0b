-- Nobody may be called now: who waits for a window to open, and when is the next one due?
-- $1 programs, $2 every window
WITH waiting AS (
  SELECT p.program_id, w.window_id
  FROM unnest($1::uuid[]) AS p (program_id) CROSS JOIN unnest($2::int[]) AS w (window_id)
  WHERE EXISTS (SELECT FROM inquiries i WHERE i.state = 'ready' AND i.promised_to IS NULL AND i.program_id = p.program_id AND i.window_id = w.window_id)
)
SELECT ARRAY (SELECT DISTINCT window_id FROM waiting) AS windows,
       (SELECT count(*) FROM (SELECT FROM waiting v JOIN inquiries i ON i.state = 'ready' AND i.promised_to IS NULL AND i.program_id = v.program_id AND i.window_id = v.window_id LIMIT 1000) x) AS waiting,
       (SELECT min(s.due_at) FROM unnest($1::uuid[]) AS p (program_id) JOIN programs g ON g.id = p.program_id
        CROSS JOIN LATERAL (SELECT i.due_at FROM inquiries i WHERE i.client_id = g.client_id AND i.state = 'scheduled' AND i.program_id = g.id ORDER BY i.due_at LIMIT 1) s) AS next_due
