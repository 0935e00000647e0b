-- What does each client weigh, and how many claims has it had since the epoch? $1 the epoch, $2 the instant
-- What was only reserved and went back unused was no claim.
SELECT g.client_id, g.weight, COALESCE(c.served, 0) AS served
FROM (SELECT client_id, sum(contract_volume * weight)::float8 AS weight FROM programs WHERE state = 'active' GROUP BY client_id) g
LEFT JOIN (SELECT client_id, count(*)::float8 AS served FROM claims WHERE at > $1 AND at <= $2 AND NOT (reserved AND ended_at IS NOT NULL) GROUP BY client_id) c USING (client_id)
ORDER BY g.client_id
