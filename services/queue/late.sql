-- What does it depend on whether somebody may be called so long after the inquiry? $1 inquiry
SELECT COALESCE(NULLIF(p.country, ''), g.country) AS country, p.organisation_id IS NOT NULL AS employed,
       (SELECT max(x.received_at) FROM inquiries x WHERE x.person_id = p.id AND x.client_id = p.client_id AND x.state NOT IN ('undone', 'erased')) AS inquired_at,
       EXISTS (SELECT FROM consents x WHERE x.person_id = p.id AND x.client_id = p.client_id AND x.channel = 'call' AND x.purpose = 'contact' AND x.withdrawn_at IS NULL) AS consented
FROM inquiries i
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
WHERE i.id = $1
