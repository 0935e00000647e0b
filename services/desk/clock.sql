-- Which hot inquiries are past their response clock, or soon will be, the latest first? $1 how soon, $2 at most
SELECT i.id AS inquiry_id, i.first_call_by AS by, p.name, COALESCE(o.name, '') AS organisation, c.name AS client_name, g.name AS program_name
FROM clients c
CROSS JOIN LATERAL (
  SELECT id, client_id, program_id, person_id, first_call_by FROM inquiries
  WHERE client_id = c.id AND tier = 1 AND state IN ('ready', 'scheduled') AND first_call_by < $1 AND priority < 1e9::real -- what somebody hurried has no clock of its own
    AND NOT EXISTS (SELECT FROM holds h WHERE h.inquiry_id = inquiries.id AND h.ended_at IS NULL) -- nor has what is held back
  ORDER BY first_call_by LIMIT $2) i
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
ORDER BY i.first_call_by, i.id
LIMIT $2
