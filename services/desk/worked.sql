-- How many calls were made in which half of which day, in how many hours of callers? $1 back to, $2 the instant, $3 whose clock
SELECT day, half, sum(n)::int AS calls, count(*) AS caller_hours FROM (
  SELECT (a.at AT TIME ZONE $3)::date AS day, (extract(hour FROM a.at AT TIME ZONE $3) >= 13)::int AS half, date_trunc('hour', a.at) AS hour, u.id, count(*) AS n
  FROM users u CROSS JOIN LATERAL (SELECT at FROM attempts WHERE user_id = u.id AND at >= $1 AND at <= $2 AND channel = 'call') a
  WHERE u.client_id IS NULL
  GROUP BY 1, 2, 3, 4) hours
GROUP BY 1, 2
