-- What do the rules ask about these inquiries that no lead says?
-- $1 client, $2 inquiries
SELECT i.id AS inquiry_id, p.organisation_id, COALESCE(o.name_key, '') AS organisation_key, COALESCE(NULLIF(p.language, ''), g.language) AS language,
       COALESCE(i.details ->> 'channel', '') AS channel, p.email, COALESCE(o.website, '') AS website
FROM inquiries i
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
WHERE i.client_id = $1 AND i.id = ANY ($2)
