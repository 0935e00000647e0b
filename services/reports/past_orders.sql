-- How many orders came of the inquiries of each source and day, how many days later, and what were they worth? Each order
-- is credited to its person’s first inquiry. Days are counted from 1 January 1970.
-- $1 client, $2 first day, $3 last day, $4 program, null for any
SELECT s.counts_as AS source_id, o.came - date '1970-01-01' AS arrived, o.ordered_on - o.came AS age, count(*)::int AS orders, count(o.worth)::int AS valued, COALESCE(sum(o.worth), 0)::float8 AS worth
FROM order_credits o JOIN sources s ON s.client_id = o.client_id AND s.id = o.source_id
WHERE o.client_id = $1 AND o.first AND o.came BETWEEN $2 AND $3 AND o.ordered_on <= $3 AND ($4::uuid IS NULL OR o.program_id = $4)
GROUP BY 1, 2, 3
