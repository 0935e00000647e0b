-- How many customers does somebody have, how many ordered again, and how many are quiet?
-- $1 client, $2 scope, $3 today, $4 days between orders where a customer's own are not known
SELECT count(*) AS count, count(*) FILTER (WHERE orders > 1) AS again,
       count(*) FILTER (WHERE COALESCE(NULLIF(usual, 0), $4::int) > 0 AND $3::date - last_on > 2 * COALESCE(NULLIF(usual, 0), $4)) AS quiet
FROM customers
WHERE client_id = $1 AND scope = $2
