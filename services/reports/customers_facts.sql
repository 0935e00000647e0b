-- Whose inquiries are these, where no lead says it?
-- $1 client, $2 inquiries
SELECT i.id AS inquiry_id, COALESCE(o.name_key, '') AS organisation_key, p.email, COALESCE(o.website, '') AS website
FROM inquiries i
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
WHERE i.client_id = $1 AND i.id = ANY ($2)
