-- Who can be given a call of this program, and is he busy? $1 program
SELECT u.id AS user_id, u.name, EXISTS (SELECT FROM claims k WHERE k.user_id = u.id AND k.ended_at IS NULL AND NOT k.reserved) AS on_call,
       COALESCE((SELECT a.state FROM availabilities a WHERE a.user_id = u.id ORDER BY a.at DESC, a.id DESC LIMIT 1), 'off') AS shift
FROM users u
WHERE u.state = 'active' AND (u.role = 'supervisor' OR u.role = 'caller' AND EXISTS (SELECT FROM memberships m WHERE m.user_id = u.id AND m.program_id = $1))
ORDER BY u.role DESC, u.name, u.id
