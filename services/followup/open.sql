-- What do the next dates of a client's open leads depend on?
-- $1 client
SELECT id, partner_id, rep_id, released_at, assigned_at, accepted_at, contacted_at, updated_at, next_at, next_what, worth_high, probability::float8 AS probability
FROM leads
WHERE client_id = $1 AND closed_at IS NULL
