-- How many days after the inquiry to which they are credited did the orders of a client come? Of all its sources: the curve is the client's.
-- $1 client; $2 first day of arrival; $3 attribution: by last, or else by first, since parts of orders are no orders
SELECT came, greatest(ordered_on - came, 0) AS age, count(*)::int AS orders
FROM order_credits WHERE client_id = $1 AND came >= $2::date AND CASE WHEN $3 = 'last' THEN last ELSE first END
GROUP BY came, age
