-- How were the inquiries of each source graded by each version of the criteria, and since when was it used? A source counts with those merged into it.
-- $1 client; $2, $3 first and last day, null for open; $4 basis; $5 medium and $6 audience, '' for any; $7 program and $8 source, null for any
WITH used AS (
  SELECT program_id, version, min(day) AS since FROM grade_days WHERE client_id = $1 AND basis = 'event' GROUP BY 1, 2
)
SELECT m.counts_as AS source_id, d.program_id, p.name AS program, d.version, u.since, sum(d.a)::int AS a, sum(d.b)::int AS b, sum(d.c)::int AS c, sum(d.d)::int AS d
FROM grade_days d
JOIN sources m ON m.id = d.source_id AND m.client_id = d.client_id
JOIN sources s ON s.id = m.counts_as AND s.client_id = m.client_id
JOIN programs p ON p.id = d.program_id AND p.client_id = d.client_id
LEFT JOIN used u ON u.program_id = d.program_id AND u.version = d.version
WHERE d.client_id = $1 AND d.basis = $4 AND d.day BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
  AND ($5::text = '' OR s.medium = $5) AND ($6::text = '' OR s.audience = $6) AND ($7::uuid IS NULL OR d.program_id = $7) AND ($8::uuid IS NULL OR s.id = $8)
GROUP BY 1, 2, 3, 4, 5
HAVING sum(d.a + d.b + d.c + d.d) > 0
ORDER BY 1, 3, 2, 4
