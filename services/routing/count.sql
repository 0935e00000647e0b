-- A rep was drawn: that was his turn.
-- $1 client, $2 rule, $3 rep, $4 day, $5 now
INSERT INTO draws AS d (client_id, rule_id, rep_id, day, leads, last_at)
VALUES ($1, $2, $3, $4, 1, $5)
ON CONFLICT (client_id, day, rule_id, rep_id) DO UPDATE SET leads = d.leads + 1, last_at = GREATEST(d.last_at, excluded.last_at)
