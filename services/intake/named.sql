-- Where does whoever names a colleague work, and what did they inquire about? $1 inquiry
SELECT p.name, p.address, p.city, p.region, p.postcode, p.country, p.zone, COALESCE(o.name, '') AS organisation, p.organisation_id,
       i.product, g.country AS program_country, i.program_id, i.client_id, i.source_id
FROM inquiries i JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
WHERE i.id = $1
