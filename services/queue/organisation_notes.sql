-- Who answers at the organisation of this inquiry's person, the newest first? $1 inquiry
SELECT n.at, n.name, n.text, COALESCE(u.name, '') AS by
FROM inquiries i JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN organisation_notes n ON n.organisation_id = p.organisation_id AND n.client_id = p.client_id
LEFT JOIN users u ON u.id = n.user_id
WHERE i.id = $1 ORDER BY n.at DESC, n.id DESC LIMIT 6
