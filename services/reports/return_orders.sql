-- What did a client's inquiries bring in each month, of leads that had ripened or not, first orders of a lead or repeats?
-- $1 client; $2, $3 first and last day; $4 basis: the day of arrival, or of the order; $5 program, null for any.
-- Each order is credited to its person’s first inquiry.
SELECT date_trunc('month', (CASE WHEN $4 = 'event' THEN ordered_on ELSE came END)::timestamp)::date AS month, ripened, again,
       count(*)::int AS orders, count(worth)::int AS valued, sum(worth) AS worth, COALESCE(sum(worth * worth), 0)::float8 AS squares
FROM order_credits
WHERE client_id = $1 AND first AND CASE WHEN $4 = 'event' THEN ordered_on ELSE came END BETWEEN $2 AND $3 AND ($5::uuid IS NULL OR program_id = $5)
GROUP BY 1, 2, 3
