-- Of the leads released in a period, when was each first contacted or closed out, and by what goes its deadline? VISIBLE is filled in.
-- $1 client, $2 rep or partner, $3 now, $4 from
SELECT l.partner_id, l.rep_id, COALESCE(u.channel, '') AS rep_sells, l.released_at, COALESCE(l.contacted_at, l.closed_at) AS contacted_at, l.worth_high, l.probability::float8 AS probability
FROM leads l
LEFT JOIN users u ON u.id = l.rep_id AND u.client_id = l.client_id
WHERE VISIBLE AND l.kind = 'released' AND l.outcome <> 'returned' AND l.released_at >= $4 AND l.released_at < $3
