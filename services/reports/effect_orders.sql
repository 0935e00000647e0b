-- How many orders of a client came so many days after the inquiry to which they are credited, and how many came of the
-- inquiries of each day? Of all its sources: the curve is the client's. Each row is of an age, or else of a day.
-- $1 client; $2 first day of arrival, $3 today; $4 attribution: by last, or else by first, since parts of orders are no orders
SELECT came, greatest(ordered_on - came, 0) AS age, count(*)::int AS orders
FROM order_credits WHERE client_id = $1 AND came BETWEEN $2::date AND $3::date AND ordered_on <= $3::date AND CASE WHEN $4 = 'last' THEN last ELSE first END
GROUP BY GROUPING SETS ((came), (greatest(ordered_on - came, 0)))
