-- How many inquiries came to each source in each seven days of a month? A source counts with those merged into it.
-- $1 client; $2, $3 first and last day, the first null for open; $4 medium and $5 audience, '' for any; $6 program and $7 source, null for any
WITH wanted AS MATERIALIZED (
  SELECT m.id, m.counts_as FROM sources s JOIN sources m ON m.client_id = s.client_id AND m.counts_as = s.id
  WHERE s.client_id = $1 AND ($4::text = '' OR s.medium = $4) AND ($5::text = '' OR s.audience = $5) AND ($7::uuid IS NULL OR s.id = $7)
)
SELECT w.counts_as AS source_id, d.first, d.inquiries
FROM wanted w
CROSS JOIN LATERAL (
  SELECT (date_trunc('month', day::timestamp))::date + (EXTRACT(day FROM day)::int - 1) / 7 * 7 AS first, sum(inquiries)::int AS inquiries
  FROM source_days
  WHERE client_id = $1 AND basis = 'arrival' AND source_id = w.id AND day BETWEEN COALESCE($2::date, '-infinity') AND $3::date AND inquiries > 0 AND ($6::uuid IS NULL OR program_id = $6)
  GROUP BY 1
) d
