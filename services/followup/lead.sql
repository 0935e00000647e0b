-- Which lead is this, as the actor may see it? VISIBLE is filled in.
-- $1 lead, $2 client, $3 rep or partner
SELECT l.*, COALESCE(u.channel, '') AS rep_sells, COALESCE(u.name, '') AS rep_name, COALESCE(p.name, '') AS partner, c.name AS client_name, c.currency AS client_currency, c.zone AS client_zone, COALESCE(s.name, '') AS process_name, s.steps AS process_steps
FROM leads l
JOIN clients c ON c.id = l.client_id
LEFT JOIN users u ON u.id = l.rep_id AND u.client_id = l.client_id
LEFT JOIN partners p ON p.id = l.partner_id AND p.client_id = l.client_id
LEFT JOIN processes s ON s.id = l.process_id AND s.client_id = l.client_id
WHERE l.id = $1 AND VISIBLE
