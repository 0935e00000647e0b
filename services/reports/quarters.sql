-- What did all sources of a client cost and bring, by the quarter in which the inquiries arrived?
-- $1 client; $2 first day of the first quarter, $3 last day of the last
WITH came AS (
  SELECT date_trunc('quarter', day::timestamp) AS first, sum(inquiries)::int AS inquiries, sum(leads)::int AS leads, sum(orders)::int AS orders, sum(revenue) AS revenue
  FROM source_days WHERE client_id = $1 AND day BETWEEN $2::date AND $3::date GROUP BY 1
), took AS (
  SELECT date_trunc('quarter', d.day::timestamp) AS first, array_agg(n) AS days
  FROM source_days d, unnest(d.order_days) AS n WHERE d.client_id = $1 AND d.orders > 0 AND d.day BETWEEN $2 AND $3 GROUP BY 1
), spent AS (
  SELECT date_trunc('quarter', month::timestamp) AS first, sum(amount) AS spend
  FROM spends WHERE client_id = $1 AND month BETWEEN $2 AND $3 GROUP BY 1
)
SELECT q.first::date AS first, spent.spend, COALESCE(inquiries, 0) AS inquiries, COALESCE(leads, 0) AS leads, COALESCE(orders, 0) AS orders, revenue, COALESCE(days, '{}') AS days
FROM generate_series($2::timestamp, $3::timestamp, interval '3 months') AS q (first)
LEFT JOIN came USING (first) LEFT JOIN took USING (first) LEFT JOIN spent USING (first)
ORDER BY q.first
