-- How did the leads end, in all, by source and by product; why and to whom were they lost?
-- $1 client; $2, $3 first and last day, null for open; $4 basis: of the inquiry's arrival, or of the close-out; $5 program,
-- null for any. A rival in capitals or not is one.
WITH ends AS (
  SELECT s.counts_as, f.product, f.outcome, f.cause, f.price, btrim(f.lost_to) AS rival
  FROM lead_facts f
  JOIN sources s ON s.id = f.source_id AND s.client_id = f.client_id
  WHERE f.client_id = $1 AND CASE WHEN $4 = 'event' THEN f.closed_on ELSE f.came END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
    AND ($5::uuid IS NULL OR f.program_id = $5)
), counted AS (
  SELECT CASE GROUPING(counts_as, product) WHEN 3 THEN 'all' WHEN 1 THEN 'source' ELSE 'product' END AS by, counts_as, product AS name, 0 AS by_price,
         count(*) FILTER (WHERE outcome = 'won') AS won, count(*) FILTER (WHERE outcome = 'lost') AS lost, count(*) FILTER (WHERE outcome = 'no_decision') AS no_decision,
         count(*) FILTER (WHERE outcome = 'returned') AS returned, count(*) FILTER (WHERE outcome = '') AS open
  FROM ends GROUP BY GROUPING SETS ((), (counts_as), (product))
  UNION ALL
  SELECT 'reason', NULL, cause, 0, 0, count(*), 0, 0, 0 FROM ends WHERE outcome = 'lost' GROUP BY cause
  UNION ALL
  SELECT 'rival', NULL, mode() WITHIN GROUP (ORDER BY rival), count(*) FILTER (WHERE price = 'yes'), 0, count(*), 0, 0, 0 FROM ends WHERE outcome = 'lost' GROUP BY lower(rival)
)
SELECT c.by, COALESCE(c.counts_as, '00000000-0000-0000-0000-000000000000') AS source_id, COALESCE(s.label, c.name, '') AS name, c.by_price::int AS by_price, c.won::int AS won, c.lost::int AS lost, c.no_decision::int AS no_decision, c.returned::int AS returned, c.open::int AS open
FROM counted c
LEFT JOIN sources s ON s.id = c.counts_as AND s.client_id = $1
ORDER BY c.by, c.won + c.lost DESC, name
