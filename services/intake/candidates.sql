-- Which persons of this client may be those who arrive? At most 300 by one number or address, those of the same name first.
-- $1 client, $2 e-mail keys, then side by side: $3 phones, $4 names, $5 organisations; and $6 addresses, $7 names, $8 organisations; $9 persons
WITH found AS (
  SELECT p.id FROM persons p WHERE p.client_id = $1 AND p.email_key = ANY ($2::text[]) AND p.email_key <> ''
  UNION
  SELECT q.id FROM unnest($3::text[], $4::text[], $5::text[]) AS k (phone, name, organisation) CROSS JOIN LATERAL (
    SELECT p.id FROM persons p LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
    WHERE p.client_id = $1 AND p.phone = k.phone AND p.phone <> ''
    ORDER BY (p.name_key = k.name AND COALESCE(o.name_key, '') = k.organisation) DESC, p.id LIMIT 300) q
  UNION
  SELECT q.id FROM unnest($6::text[], $7::text[], $8::text[]) AS k (address, name, organisation) CROSS JOIN LATERAL (
    SELECT p.id FROM persons p LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
    WHERE p.client_id = $1 AND p.address_key = k.address AND p.address_key <> ''
    ORDER BY (p.name_key = k.name AND COALESCE(o.name_key, '') = k.organisation) DESC, p.id LIMIT 300) q
  UNION
  SELECT unnest($9::uuid[])
)
SELECT p.id, p.client_id, p.organisation_id, p.name, p.name_key, p.title, p.email, p.email_key, p.mail_key, p.phone, p.phone_raw, p.number_key, p.address,
       p.address_key, p.city, p.region, p.postcode, p.country, p.zone, p.language, p.created_at,
       COALESCE(o.name, '') AS organisation, COALESCE(o.name_key, '') AS organisation_key,
       EXISTS (SELECT FROM inquiries i WHERE i.person_id = p.id AND i.client_id = p.client_id AND i.state <> 'undone') AS inquired
FROM found JOIN persons p USING (id)
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
WHERE p.client_id = $1 AND p.erased_at IS NULL
ORDER BY p.id
