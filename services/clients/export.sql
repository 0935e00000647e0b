-- Every inquiry of a program, as it came and where it is now. $1 program, $2 client, $3 after this id, $4 at most
SELECT i.id, i.received_at, s.name AS source, i.via, p.name, COALESCE(o.name, '') AS organisation, p.email, p.phone, p.city, p.country, i.product, i.message,
       i.state, i.grade, i.closed_reason, i.nurture_reason, i.next_at, i.cycle, i.attempts
FROM inquiries i
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN sources s ON s.id = i.source_id AND s.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
WHERE i.program_id = $1 AND i.client_id = $2 AND i.id > $3 AND i.state NOT IN ('erased', 'undone')
ORDER BY i.id LIMIT $4
