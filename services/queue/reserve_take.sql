-- What was reserved is on the line now. $1 claim, $2 client, $3 the decision as of now, $4 why, $5 the instant, $6 lease
UPDATE claims SET reserved = false, decision_id = $3, why = $4, at = $5, lease_until = $6 WHERE id = $1 AND client_id = $2
