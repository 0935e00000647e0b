-- Who has an open lead of the same organisation as each of these inquiries? The newest one says it.
-- $1 client, $2 inquiries
SELECT asked.id AS inquiry_id, k.rep_id
FROM unnest($2::uuid[]) AS asked (id)
CROSS JOIN LATERAL (
  SELECT l.rep_id
  FROM inquiries i
  JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
  JOIN persons c ON c.organisation_id = p.organisation_id AND c.client_id = p.client_id
  JOIN inquiries j ON j.person_id = c.id AND j.client_id = c.client_id AND j.id <> i.id
  JOIN leads l ON l.inquiry_id = j.id AND l.client_id = j.client_id AND l.closed_at IS NULL AND l.rep_id IS NOT NULL
  WHERE i.client_id = $1 AND i.id = asked.id
  ORDER BY l.released_at DESC, l.id DESC
  LIMIT 1
) k
