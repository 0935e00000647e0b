-- How many orders came of the inquiries of each source and day, how many came so many days after their inquiry, and what
-- are all of a source worth? Each order is credited to its person’s first inquiry. Days are counted from 1 January 1970. Each
-- row is of a day of arrival, or of an age, or of all. $1 client, $2 first day, $3 last day, $4 program, null for any
SELECT s.counts_as AS source_id, o.arrived, o.age, sum(o.orders)::int AS orders, sum(o.valued)::int AS valued, sum(o.worth)::float8 AS worth
FROM sources s
CROSS JOIN LATERAL (
  SELECT came - date '1970-01-01' AS arrived, greatest(ordered_on - came, 0) AS age, count(*) AS orders, 0 AS valued, 0 AS worth
  FROM order_credits
  WHERE client_id = $1 AND source_id = s.id AND first AND came BETWEEN $2 AND $3 AND ordered_on <= $3 AND ($4::uuid IS NULL OR program_id = $4)
  GROUP BY GROUPING SETS ((came), (greatest(ordered_on - came, 0)))
  UNION ALL
  SELECT NULL, NULL, 0, count(worth), COALESCE(sum(worth), 0)
  FROM order_credits
  WHERE client_id = $1 AND source_id = s.id AND first AND came BETWEEN $2 AND $3 AND ordered_on <= $3 AND ($4::uuid IS NULL OR program_id = $4)
) o
WHERE s.client_id = $1
GROUP BY 1, 2, 3
