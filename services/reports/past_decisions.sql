-- How many inquiries of each source were decided on each day, and how many of them were A? Days are counted from 1 January
-- 1970. $1 client, $2 first day, $3 last day, $4 program, null for any
SELECT s.counts_as AS source_id, d.day - date '1970-01-01' AS day, sum(d.decided)::int AS decided, sum(d.a)::int AS a
FROM decision_days d JOIN sources s ON s.client_id = d.client_id AND s.id = d.source_id
WHERE d.client_id = $1 AND d.day BETWEEN $2 AND $3 AND ($4::uuid IS NULL OR d.program_id = $4)
GROUP BY 1, 2 ORDER BY 1, 2
