-- For how many leads was each rep drawn lately, by rule, and when last?
-- $1 client, $2 since which day
SELECT rule_id, rep_id, sum(leads)::int AS leads, max(last_at) AS last_at
FROM draws
WHERE client_id = $1 AND day > $2
GROUP BY rule_id, rep_id
