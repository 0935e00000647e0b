-- Of how many calls was somebody reached, by the zone and the hour where they are? $1 back to, $2 the instant, $3 since when it is today
SELECT d.zone, extract(hour FROM a.at AT TIME ZONE d.zone)::int AS hour, count(*) AS calls, count(*) FILTER (WHERE a.reached) AS reached,
       count(*) FILTER (WHERE a.at >= $3) AS calls_today, count(*) FILTER (WHERE a.reached AND a.at >= $3) AS reached_today
FROM users u
CROSS JOIN LATERAL (
  SELECT client_id, decision_id, at, reached FROM attempts
  WHERE user_id = u.id AND at >= $1 AND at <= $2 AND channel = 'call' AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = attempts.id)) a
JOIN decisions d ON d.id = a.decision_id AND d.client_id = a.client_id
WHERE u.client_id IS NULL AND d.zone <> ''
GROUP BY 1, 2
