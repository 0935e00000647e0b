-- How does the caller's day stand? $1 caller, $2 since (midnight of his own clock), $3 until
-- Caller and midnight are asked for by a SELECT of their own: else PostgreSQL, which hopes for few rows of a caller
-- it has not seen much of, plans anew at each asking.
SELECT calls.*, grades.*,
       (SELECT count(*) FROM promises p WHERE p.user_id = $1 AND p.settled_at IS NULL AND p.due_at < $3::timestamptz + interval '1 day') AS promised,
       (SELECT count(*) FROM promises p WHERE p.user_id = $1 AND p.state = 'kept' AND p.settled_at >= $2) AS kept
FROM (SELECT count(*) AS calls, count(*) FILTER (WHERE a.reached) AS reached FROM attempts a
      WHERE a.user_id = (SELECT $1::uuid) AND a.at >= (SELECT $2::timestamptz) AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = a.id)) calls,
     (SELECT count(*) FILTER (WHERE r.grade = 'A') AS a, count(*) FILTER (WHERE r.grade = 'B') AS b,
             count(*) FILTER (WHERE r.grade = 'C') AS c, count(*) FILTER (WHERE r.grade = 'D') AS d FROM gradings r
      WHERE r.user_id = (SELECT $1::uuid) AND r.at >= (SELECT $2::timestamptz) AND r.kind = 'caller' AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = r.attempt_id)) grades
