-- What do the next dates of a client's open leads depend on?
-- $1 client
SELECT l.id, l.partner_id, l.rep_id, COALESCE(u.channel, '') AS rep_sells, l.released_at, l.assigned_at, l.accepted_at, l.contacted_at, l.updated_at, l.next_at, l.next_what,
       l.worth_high, l.probability::float8 AS probability
FROM leads l
LEFT JOIN users u ON u.id = l.rep_id AND u.client_id = l.client_id
WHERE l.client_id = $1 AND l.closed_at IS NULL
