-- Which inquiries have these external ids, what stands for them, and which lead of the past do they have? $1 client, $2 external ids
SELECT k.external_id, i.id, i.program_id, i.person_id, i.source_id, i.state, i.cycle, i.received_on, i.product, i.message,
       g.name AS program_name, s.name AS source_name, l.id AS lead_id, COALESCE(l.kind, '') AS lead_kind,
       p.name, p.title, p.email, p.phone, p.address, p.city, p.region, p.postcode, p.country, p.zone, COALESCE(o.name, '') AS organisation
FROM unnest($2::text[]) AS k (external_id)
JOIN inquiries r ON r.client_id = $1 AND r.external_id = k.external_id AND r.state NOT IN ('undone', 'erased')
JOIN inquiries i ON i.client_id = $1 AND i.id = COALESCE(r.merged_into, r.id)
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
JOIN sources s ON s.id = i.source_id AND s.client_id = i.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
LEFT JOIN leads l ON l.inquiry_id = i.id AND l.client_id = i.client_id AND l.cycle = i.cycle
FOR UPDATE OF i
