-- On which day was each of these inquiries first graded, or closed without that? One that came in grades already was not
-- decided by the agency, nor one whose program ended. Who was called once was graded once: only the others are looked up.
-- INQUIRIES is filled in. $1 client
INSERT INTO decision_days (client_id, source_id, came, day, program_id, decided, a)
SELECT client_id, source_id, received_on, (at AT TIME ZONE zone)::date, program_id, count(*), count(*) FILTER (WHERE first_grade = 'A' AND graded)
FROM (
  SELECT i.client_id, i.source_id, i.received_on, i.program_id, i.first_grade, c.zone, w.graded,
         CASE WHEN w.graded THEN COALESCE(g.at, i.graded_at) WHEN i.closed_reason IN ('not reached', 'no way to reach', 'do not call', 'refused', 'wrong person') THEN i.closed_at END AS at
  FROM (INQUIRIES) i
  JOIN clients c ON c.id = i.client_id
  CROSS JOIN LATERAL (SELECT i.first_grade <> '' AND i.criteria_id IS NOT NULL AS graded) w
  LEFT JOIN LATERAL (
    SELECT min(at) AS at FROM gradings
    WHERE i.cycle > 1 AND inquiry_id = i.id AND client_id = i.client_id AND kind = 'caller'
      AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = gradings.attempt_id AND w.client_id = gradings.client_id)
  ) g ON true
) decided
WHERE at IS NOT NULL
GROUP BY 1, 2, 3, 4, 5
