-- How did the leads end, in all, by source and by product; why and to whom were they lost?
-- $1 client; $2, $3 first and last day, null for open; $4 basis: of the inquiry's arrival, or of the close-out; $5 program,
-- null for any. A rival in capitals or not is one. The leads that are alike are put together first.
WITH alike AS MATERIALIZED (
  SELECT source_id, product, outcome, cause, price, lost_to, count(*) AS n
  FROM lead_facts
  WHERE client_id = $1 AND CASE WHEN $4 = 'event' THEN closed_on ELSE came END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
    AND ($5::uuid IS NULL OR program_id = $5)
  GROUP BY 1, 2, 3, 4, 5, 6
), ends AS MATERIALIZED (
  SELECT s.counts_as, a.product, a.outcome, a.cause, a.price, btrim(a.lost_to) AS rival, a.n
  FROM alike a JOIN sources s ON s.id = a.source_id AND s.client_id = $1
), counted AS (
  SELECT CASE GROUPING(counts_as, product) WHEN 3 THEN 'all' WHEN 1 THEN 'source' ELSE 'product' END AS by, counts_as, product AS name, 0 AS by_price,
         sum(n) FILTER (WHERE outcome = 'won') AS won, sum(n) FILTER (WHERE outcome = 'lost') AS lost, sum(n) FILTER (WHERE outcome = 'no_decision') AS no_decision,
         sum(n) FILTER (WHERE outcome = 'returned') AS returned, sum(n) FILTER (WHERE outcome = '') AS open
  FROM ends GROUP BY GROUPING SETS ((), (counts_as), (product))
  UNION ALL
  SELECT 'reason', NULL, cause, 0, 0, sum(n), 0, 0, 0 FROM ends WHERE outcome = 'lost' GROUP BY cause
  UNION ALL
  SELECT 'rival', NULL, (array_agg(rival ORDER BY n DESC, rival))[1], sum(n) FILTER (WHERE price = 'yes'), 0, sum(n), 0, 0, 0
  FROM (SELECT rival, price, sum(n) AS n FROM ends WHERE outcome = 'lost' GROUP BY rival, price) r GROUP BY lower(rival)
)
SELECT c.by, COALESCE(c.counts_as, '00000000-0000-0000-0000-000000000000') AS source_id, COALESCE(s.label, c.name, '') AS name, COALESCE(c.by_price, 0)::int AS by_price, COALESCE(c.won, 0)::int AS won,
       COALESCE(c.lost, 0)::int AS lost, COALESCE(c.no_decision, 0)::int AS no_decision, COALESCE(c.returned, 0)::int AS returned, COALESCE(c.open, 0)::int AS open
FROM counted c
LEFT JOIN sources s ON s.id = c.counts_as AND s.client_id = $1
ORDER BY c.by, COALESCE(c.won, 0) + COALESCE(c.lost, 0) DESC, name
