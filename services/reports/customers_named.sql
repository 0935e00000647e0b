-- What are the customers of these leads called, where did the leads come from, and whose are they?
-- $1 client, $2 leads
SELECT l.id, l.name, l.organisation, l.city, l.region, l.source_name, COALESCE(u.name, '') AS rep
FROM leads l
LEFT JOIN users u ON u.id = l.rep_id AND u.client_id = l.client_id
WHERE l.client_id = $1 AND l.id = ANY ($2)
