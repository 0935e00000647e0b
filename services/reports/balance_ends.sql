-- How did the sheet stand as a month began, and as the next one did? The first row that was written in it or after, each;
-- $2 the month's first day. The second is none while the month goes on.
SELECT * FROM (SELECT * FROM balance_days WHERE client_id = $1 AND day >= $2::date AND day < $2::date + interval '1 month' ORDER BY day LIMIT 1) opening
UNION ALL
SELECT * FROM (SELECT * FROM balance_days WHERE client_id = $1 AND day >= $2::date + interval '1 month' ORDER BY day LIMIT 1) closing
ORDER BY seq
