-- How many inquiries came to each source in each seven days of a month? A source counts with those merged into it.
-- $1 client; $2, $3 first and last day, the first null for open; $4 medium and $5 audience, '' for any; $6 program and $7 source, null for any
SELECT m.counts_as AS source_id, (date_trunc('month', d.day::timestamp))::date + (EXTRACT(day FROM d.day)::int - 1) / 7 * 7 AS first, sum(d.inquiries)::int AS inquiries
FROM source_days d
JOIN sources m ON m.id = d.source_id AND m.client_id = d.client_id
JOIN sources s ON s.id = m.counts_as AND s.client_id = m.client_id
WHERE d.client_id = $1 AND d.basis = 'arrival' AND d.day BETWEEN COALESCE($2::date, '-infinity') AND $3::date AND d.inquiries > 0
  AND ($4::text = '' OR s.medium = $4) AND ($5::text = '' OR s.audience = $5) AND ($6::uuid IS NULL OR d.program_id = $6) AND ($7::uuid IS NULL OR s.id = $7)
GROUP BY 1, 2
