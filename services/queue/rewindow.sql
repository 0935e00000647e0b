-- Which inquiries of a program may yet be called, and where are their people? $1 program, $2 after this id, $3 at most
SELECT i.id, i.window_id, p.phone, p.country, p.region, p.postcode, p.zone, p.language, p.organisation_id
FROM inquiries i JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
WHERE i.program_id = $1 AND i.id > $2 AND i.state IN ('scheduled', 'ready', 'nurtured', 'decision', 'held') AND i.window_id IS NOT NULL
ORDER BY i.id LIMIT $3
FOR UPDATE OF i
