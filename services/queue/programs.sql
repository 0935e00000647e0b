-- In which active programs does the caller work, whose language he speaks and whose skills he has? $1 the caller, $2 or any
-- Where two clients are barred with each other he works for neither of a pair that he should not be in: the triggers
-- on memberships and barred_pairs see to it that he never is, and this line that it would do him no good.
SELECT p.id, p.client_id, u.languages
FROM users u JOIN programs p ON p.state = 'active' AND p.held_until IS NULL AND (p.language = '' OR p.language = ANY (u.languages)) AND p.skills <@ u.skills
WHERE u.id = $1 AND ($2 OR EXISTS (SELECT FROM memberships m WHERE m.user_id = $1 AND m.program_id = p.id))
  AND NOT EXISTS (SELECT FROM barred_pairs b JOIN memberships m ON m.user_id = $1 AND m.client_id IN (b.client_a, b.client_b) AND m.client_id <> p.client_id
                  WHERE p.client_id IN (b.client_a, b.client_b))
ORDER BY p.id
