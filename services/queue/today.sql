-- How does the caller's day stand? $1 caller, $2 since (midnight of his own clock), $3 until
SELECT count(*) AS calls,
       count(*) FILTER (WHERE a.reached) AS reached,
       count(*) FILTER (WHERE r.grade = 'A') AS a, count(*) FILTER (WHERE r.grade = 'B') AS b,
       count(*) FILTER (WHERE r.grade = 'C') AS c, count(*) FILTER (WHERE r.grade = 'D') AS d,
       (SELECT count(*) FROM promises p WHERE p.user_id = $1 AND p.settled_at IS NULL AND p.due_at < $3::timestamptz + interval '1 day') AS promised,
       (SELECT count(*) FROM promises p WHERE p.user_id = $1 AND p.state = 'kept' AND p.settled_at >= $2) AS kept
FROM attempts a LEFT JOIN gradings r ON r.attempt_id = a.id
WHERE a.user_id = $1 AND a.at >= $2 AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = a.id)
