-- In which active programs does the caller work? $1 the caller, $2 or any
SELECT p.id, p.client_id, p.contract_volume FROM programs p
WHERE p.state = 'active' AND ($2 OR EXISTS (SELECT FROM memberships m WHERE m.user_id = $1 AND m.program_id = p.id))
ORDER BY p.id
