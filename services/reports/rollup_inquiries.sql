-- The inquiries of these sources and days of arrival, each day a walk along an index, so that it is linear even right
-- after an import, when the planner does not know the tables yet. $1 client, $2 sources and $3 days, side by side
SELECT i.*
FROM unnest($2::uuid[], $3::date[]) AS d (source_id, day)
CROSS JOIN LATERAL (
  SELECT client_id, id, source_id, program_id, received_on, reached_at, grade, first_grade, graded_at, criteria_id, received_at, cycle, closed_at, closed_reason
  FROM inquiries WHERE client_id = $1 AND source_id = d.source_id AND received_on = d.day AND state <> 'undone'
  OFFSET 0
) i
