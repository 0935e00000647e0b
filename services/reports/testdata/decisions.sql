-- When was each inquiry decided, by what is stored, and was it an A? $1 client
SELECT COALESCE(string_agg(d, E'\n' ORDER BY d), '') FROM (
  SELECT concat_ws(' ', i.source_id, i.received_on, i.program_id, day, i.first_grade = 'A') || ' × ' || count(*) AS d
  FROM inquiries i
  JOIN clients c ON c.id = i.client_id
  CROSS JOIN LATERAL (
    SELECT (min(g.at) AT TIME ZONE c.zone)::date AS day FROM gradings g
    WHERE g.inquiry_id = i.id AND g.attempt_id NOT IN (SELECT w.attempt_id FROM withdrawals w WHERE w.inquiry_id = i.id) HAVING count(*) > 0
  ) first
  WHERE i.client_id = $1 AND i.state <> 'undone'
  GROUP BY i.source_id, i.received_on, i.program_id, day, i.first_grade = 'A'
) graded
