-- Which orders are credited to the inquiries of which day, how many days after they came, and were their leads contacted in time?
-- $1 client; $2, $3 first and last day of the basis, null for open; $4 basis; $5 medium and $6 audience, '' for any; $7 program and $8 source, null for any; $9 attribution
SELECT s.id AS source_id, o.came, o.ordered_on - o.came AS age, o.followed = 'in_time' AS in_time, sum(CASE WHEN $9 = 'even' THEN o.even ELSE 1 END)::float8 AS orders,
       sum(CASE WHEN $9 = 'even' THEN o.worth_even ELSE o.worth END) AS revenue
FROM order_credits o JOIN sources m ON m.id = o.source_id AND m.client_id = o.client_id JOIN sources s ON s.id = m.counts_as AND s.client_id = m.client_id
WHERE o.client_id = $1 AND ($9 = 'even' OR $9 = 'first' AND o.first OR $9 = 'last' AND o.last)
  AND CASE WHEN $4 = 'event' THEN o.ordered_on ELSE o.came END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
  AND ($5::text = '' OR s.medium = $5) AND ($6::text = '' OR s.audience = $6) AND ($7::uuid IS NULL OR o.program_id = $7) AND ($8::uuid IS NULL OR s.id = $8)
GROUP BY s.id, o.came, age, in_time
ORDER BY s.id, o.came, age, in_time
