-- What did all these sources of a client cost and bring, by the quarter in which the inquiries arrived?
-- $1 client; $2 first day of the first quarter, $3 last day of the last; $4 attribution of orders; $5 medium and $6 audience,
-- '' for any; $7 program and $8 source, null for any. A source counts with those merged into it.
-- Each quarter is summed by itself (LATERAL), so that no statistics can make a sum of all be made again for each.
WITH wanted AS MATERIALIZED (
  SELECT m.id, m.counts_as FROM sources s JOIN sources m ON m.client_id = s.client_id AND m.counts_as = s.id
  WHERE s.client_id = $1 AND ($5::text = '' OR s.medium = $5) AND ($6::text = '' OR s.audience = $6) AND ($8::uuid IS NULL OR s.id = $8)
), elsewhere AS MATERIALIZED (
  SELECT DISTINCT w.counts_as AS source_id FROM source_days JOIN wanted w ON w.id = source_id
  WHERE $7::uuid IS NOT NULL AND client_id = $1 AND basis = 'arrival' AND program_id <> $7 AND inquiries > 0 AND day BETWEEN $2 AND $3
), paid AS MATERIALIZED (
  SELECT date_trunc('quarter', month::timestamp) AS first, sum(amount) AS spend
  FROM spent($1, $2, $3) JOIN wanted w ON w.id = source_id WHERE source_id NOT IN (SELECT source_id FROM elsewhere) GROUP BY 1
), asked AS MATERIALIZED (
  SELECT q AS first, q::date AS begins, (q + interval '3 months')::date - 1 AS ends, ARRAY(SELECT id FROM wanted) AS members
  FROM generate_series($2::timestamp, $3::timestamp, interval '3 months') AS q
)
SELECT q.begins AS first, paid.spend, n.inquiries, n.leads, o.credit
FROM asked q
LEFT JOIN paid USING (first)
CROSS JOIN LATERAL (
  SELECT COALESCE(sum(inquiries), 0)::int AS inquiries, COALESCE(sum(leads), 0)::int AS leads FROM source_days
  WHERE client_id = $1 AND basis = 'arrival' AND source_id = ANY (q.members) AND day BETWEEN q.begins AND q.ends AND ($7::uuid IS NULL OR program_id = $7)
) n
CROSS JOIN LATERAL (
  SELECT COALESCE(sum(even) FILTER (WHERE $4 = 'even'), count(*)) AS credit FROM order_credits
  WHERE client_id = $1 AND source_id = ANY (q.members) AND came BETWEEN q.begins AND q.ends AND CASE $4 WHEN 'first' THEN first WHEN 'last' THEN last ELSE true END
    AND ($7::uuid IS NULL OR program_id = $7)
) o
ORDER BY q.first
