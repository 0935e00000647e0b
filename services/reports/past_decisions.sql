-- How many inquiries of each source were decided on each day, and how many of them were A? Days are counted from 1 January
-- 1970. $1 client, $2 first day, $3 last day, $4 program, null for any
WITH by_source AS MATERIALIZED (
  SELECT s.counts_as AS source_id, d.day, d.decided, d.a
  FROM sources s
  CROSS JOIN LATERAL (
    SELECT day, sum(decided) AS decided, sum(a) AS a FROM decision_days
    WHERE client_id = $1 AND source_id = s.id AND day BETWEEN $2 AND $3 AND ($4::uuid IS NULL OR program_id = $4)
    GROUP BY day
  ) d
  WHERE s.client_id = $1
)
SELECT source_id, day - date '1970-01-01' AS day, sum(decided)::int AS decided, sum(a)::int AS a
FROM by_source GROUP BY source_id, by_source.day ORDER BY source_id, by_source.day
