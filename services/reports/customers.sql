-- Which leads of a client were won, and what did each bring, when?
-- $1 client, $2 only this rep, $3 only this partner
SELECT l.id, l.inquiry_id, l.rep_id, l.partner_id, l.name, l.organisation, l.postcode, l.city, l.region, l.source_name, COALESCE(u.name, '') AS rep,
       array_agg(o.ordered_on ORDER BY o.ordered_on, o.id) AS days, sum(o.value * o.rate) AS value
FROM leads l
JOIN orders o ON o.lead_id = l.id AND o.client_id = l.client_id
LEFT JOIN users u ON u.id = l.rep_id AND u.client_id = l.client_id
WHERE l.client_id = $1 AND l.outcome = 'won' AND ($2::uuid IS NULL OR l.rep_id = $2) AND ($3::uuid IS NULL OR l.partner_id = $3)
GROUP BY l.id, l.client_id, u.name
ORDER BY l.id
