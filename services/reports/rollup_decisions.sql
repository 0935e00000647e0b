-- On which day was each of these inquiries first graded, or closed without that? One that came in grades already was not
-- decided by the agency, nor one whose program ended. Who was called once was graded once: only the others are looked up.
-- Only the difference by day is written to the days. INQUIRIES is filled in. $1 client, $2 sources and $3 days of arrival,
-- side by side
WITH old AS (
  DELETE FROM cohort_decisions t USING unnest($2::uuid[], $3::date[]) AS d (source_id, day)
  WHERE t.client_id = $1 AND t.source_id = d.source_id AND t.came = d.day RETURNING t.*
), new AS (
  INSERT INTO cohort_decisions (client_id, source_id, came, day, program_id, decided, a)
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
  RETURNING *
)
INSERT INTO decision_days AS t (client_id, source_id, day, program_id, decided, a)
SELECT $1, source_id, day, program_id, sum(decided), sum(a)
FROM (SELECT source_id, day, program_id, decided, a FROM new UNION ALL SELECT source_id, day, program_id, -decided, -a FROM old) changed
GROUP BY source_id, day, program_id
HAVING (sum(decided), sum(a)) <> (0, 0)
ON CONFLICT (client_id, source_id, day, program_id) DO UPDATE SET decided = t.decided + excluded.decided, a = t.a + excluded.a
