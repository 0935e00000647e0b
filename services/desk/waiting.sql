-- How many wait in each program and tier, now and outside their hours, and since when? $1 at most, $2 the instant, $3 windows open now
-- Never counts a whole queue: a loose scan finds the (program, window) ranges of the index inquiries_queue, and
-- each tier of a program is counted along it until $1 are found, in no order: one would have the whole range sorted.
-- The oldest is known only where all were counted.
WITH RECURSIVE ranges AS (
  (SELECT program_id, window_id FROM inquiries WHERE state = 'ready' AND promised_to IS NULL ORDER BY program_id, window_id LIMIT 1)
  UNION ALL
  SELECT n.program_id, n.window_id FROM ranges r CROSS JOIN LATERAL (
    SELECT i.program_id, i.window_id FROM inquiries i
    WHERE i.state = 'ready' AND i.promised_to IS NULL AND (i.program_id, i.window_id) > (r.program_id, r.window_id)
    ORDER BY i.program_id, i.window_id LIMIT 1) n
)
SELECT g.id AS program_id, t.tier, w.n, w.since, w.late, o.n AS outside
FROM programs g
CROSS JOIN generate_series(1, 4) AS t (tier)
CROSS JOIN LATERAL (
  SELECT count(*) AS n, count(*) FILTER (WHERE q.first_call_by < $2 AND NOT q.hurried) AS late, -- the response clock of a hot one began when it came in
         min(CASE WHEN t.tier = 1 THEN COALESCE(q.first_call_by - g.response_minutes * interval '1 minute', q.due_at) ELSE q.due_at END) FILTER (WHERE NOT q.hurried) AS since FROM (
    SELECT h.due_at, h.first_call_by, h.hurried FROM (SELECT window_id FROM ranges WHERE program_id = g.id AND window_id = ANY ($3::int[])) r CROSS JOIN LATERAL (
      SELECT i.due_at, i.first_call_by, i.priority >= 1e9::real AS hurried FROM inquiries i
      WHERE i.state = 'ready' AND i.promised_to IS NULL AND i.program_id = g.id AND i.window_id = r.window_id AND i.tier = t.tier
      LIMIT $1) h
    LIMIT $1) q
) w
CROSS JOIN LATERAL (
  SELECT count(*) AS n FROM (
    SELECT FROM (SELECT window_id FROM ranges WHERE program_id = g.id AND window_id <> ALL ($3::int[])) r CROSS JOIN LATERAL (
      SELECT FROM inquiries i
      WHERE i.state = 'ready' AND i.promised_to IS NULL AND i.program_id = g.id AND i.window_id = r.window_id AND i.tier = t.tier
      LIMIT $1) h
    LIMIT $1) q
) o
WHERE w.n > 0 OR o.n > 0
