-- How were the inquiries of each source graded by each version of the criteria, and since when was it used? A source counts with those merged into it.
-- $1 client; $2, $3 first and last day, null for open; $4 basis; $5 medium and $6 audience, '' for any; $7 program and $8 source, null for any
WITH used AS MATERIALIZED (
  SELECT program_id, version, min(day) AS since FROM grade_days WHERE client_id = $1 AND basis = 'event' GROUP BY 1, 2
), wanted AS MATERIALIZED (
  SELECT m.id, m.counts_as FROM sources s JOIN sources m ON m.client_id = s.client_id AND m.counts_as = s.id
  WHERE s.client_id = $1 AND ($5::text = '' OR s.medium = $5) AND ($6::text = '' OR s.audience = $6) AND ($8::uuid IS NULL OR s.id = $8)
), graded AS MATERIALIZED (
  SELECT w.counts_as AS source_id, program_id, version, sum(a)::int AS a, sum(b)::int AS b, sum(c)::int AS c, sum(d)::int AS d
  FROM grade_days JOIN wanted w ON w.id = source_id
  WHERE client_id = $1 AND basis = $4 AND day BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity') AND ($7::uuid IS NULL OR program_id = $7)
  GROUP BY 1, 2, 3
)
SELECT g.source_id, g.program_id, p.name AS program, g.version, u.since, g.a, g.b, g.c, g.d
FROM graded g
JOIN programs p ON p.id = g.program_id AND p.client_id = $1
LEFT JOIN used u ON u.program_id = g.program_id AND u.version = g.version
WHERE g.a + g.b + g.c + g.d > 0
ORDER BY 1, 3, 2, 4
