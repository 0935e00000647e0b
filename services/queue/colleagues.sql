-- Who else may keep a promise in the program of this inquiry, and what do they speak? $1 inquiry, $2 the caller
SELECT u.id, u.name, u.languages FROM memberships m JOIN users u ON u.id = m.user_id
WHERE m.program_id = (SELECT program_id FROM inquiries WHERE id = $1) AND u.state = 'active' AND u.id <> $2 ORDER BY u.name
