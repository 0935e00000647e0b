-- What did all these sources of a client cost and bring, by the quarter in which the inquiries arrived?
-- $1 client; $2 first day of the first quarter, $3 last day of the last; $4 attribution of orders; $5 medium and $6 audience,
-- '' for any; $7 program and $8 source, null for any. A source counts with those merged into it.
WITH wanted AS (
  SELECT m.id, m.counts_as FROM sources s JOIN sources m ON m.client_id = s.client_id AND m.counts_as = s.id
  WHERE s.client_id = $1 AND ($5::text = '' OR s.medium = $5) AND ($6::text = '' OR s.audience = $6) AND ($8::uuid IS NULL OR s.id = $8)
), came AS (
  SELECT date_trunc('quarter', day::timestamp) AS first, sum(inquiries)::int AS inquiries, sum(leads)::int AS leads
  FROM source_days JOIN wanted w ON w.id = source_id
  WHERE client_id = $1 AND basis = 'arrival' AND day BETWEEN $2::date AND $3::date AND ($7::uuid IS NULL OR program_id = $7) GROUP BY 1
), credited AS (
  SELECT date_trunc('quarter', came::timestamp) AS first, ordered_on - came AS waited, sum(CASE WHEN $4 = 'even' THEN even ELSE 1 END) AS part, sum(CASE WHEN $4 = 'even' THEN worth_even ELSE worth END) AS worth
  FROM order_credits JOIN wanted w ON w.id = source_id
  WHERE client_id = $1 AND came BETWEEN $2 AND $3 AND ($4 = 'even' OR $4 = 'first' AND first OR $4 = 'last' AND last) AND ($7::uuid IS NULL OR program_id = $7) GROUP BY 1, 2
), ordered AS (
  SELECT first, sum(part) AS credit, sum(worth) AS revenue, array_agg(waited ORDER BY waited) AS wait_days, array_agg(part::float8 ORDER BY waited) AS wait_orders FROM credited GROUP BY 1
), elsewhere AS (
  SELECT DISTINCT w.counts_as AS source_id FROM source_days JOIN wanted w ON w.id = source_id
  WHERE $7::uuid IS NOT NULL AND client_id = $1 AND basis = 'arrival' AND program_id <> $7 AND inquiries > 0 AND day BETWEEN $2 AND $3
), paid AS (
  SELECT date_trunc('quarter', month::timestamp) AS first, sum(amount) AS spend
  FROM spent($1, $2, $3) JOIN wanted w ON w.id = source_id WHERE source_id NOT IN (SELECT source_id FROM elsewhere) GROUP BY 1
)
SELECT q.first::date AS first, paid.spend, COALESCE(inquiries, 0) AS inquiries, COALESCE(leads, 0) AS leads, COALESCE(credit, 0) AS credit, revenue,
       COALESCE(wait_days, '{}') AS wait_days, COALESCE(wait_orders, '{}') AS wait_orders
FROM generate_series($2::timestamp, $3::timestamp, interval '3 months') AS q (first)
LEFT JOIN came USING (first) LEFT JOIN ordered USING (first) LEFT JOIN paid USING (first)
ORDER BY q.first
