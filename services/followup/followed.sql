-- How is each lead that was released in a period followed up? None is left out. VISIBLE and BACK are filled in.
-- $1 client, $2 rep or partner, $3 from, $4 to
SELECT l.id, l.rep_id, COALESCE(u.name, '') AS rep_name, l.partner_id, COALESCE(p.name, '') AS partner_name,
       concat_ws(', ', NULLIF(l.region, ''), NULLIF(l.country, '')) AS region,
       l.released_at, l.assigned_at, l.accepted_at, l.contacted_at, l.updated_at, l.next_at, l.next_what, l.outcome, l.closed_at,
       l.worth_high, l.probability::float8 AS probability, BACK AS back
FROM leads l
LEFT JOIN users u ON u.id = l.rep_id AND u.client_id = l.client_id
LEFT JOIN partners p ON p.id = l.partner_id AND p.client_id = l.client_id
WHERE VISIBLE AND l.kind = 'released' AND l.released_at >= $3 AND l.released_at < $4
