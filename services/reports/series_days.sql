-- What happened to these sources, day by day? Days without anything are left out.
-- $1 client; $2, $3 first and last day, null for open; $4 basis; $5 medium and $6 audience, '' for any; $7 program and $8 source, null for any
SELECT s.id AS source_id, d.day, sum(d.inquiries)::int AS inquiries, sum(d.reached)::int AS reached, sum(d.a)::int AS a, sum(d.a + d.b + d.c + d.d)::int AS graded, sum(d.leads)::int AS leads,
       sum(d.in_time)::int AS in_time, sum(d.late)::int AS late, sum(d.won)::int AS won
FROM source_days d JOIN sources m ON m.id = d.source_id AND m.client_id = d.client_id JOIN sources s ON s.id = m.counts_as AND s.client_id = m.client_id
WHERE d.client_id = $1 AND d.basis = $4 AND d.day BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
  AND ($5::text = '' OR s.medium = $5) AND ($6::text = '' OR s.audience = $6) AND ($7::uuid IS NULL OR d.program_id = $7) AND ($8::uuid IS NULL OR s.id = $8)
GROUP BY s.id, d.day
ORDER BY s.id, d.day
