-- How many do we call again, by day where the client is, and by program?
-- $1 caller (null: every program), $2 from, $3 to
SELECT (i.next_at AT TIME ZONE c.zone)::date AS day, i.program_id, g.name AS program_name, c.name AS client_name, c.colour,
       count(*) AS n, count(*) FILTER (WHERE i.class = 'requalification-B') AS b, count(*) FILTER (WHERE i.class = 'requalification-C') AS c,
       count(*) FILTER (WHERE i.class = 'unreached') AS unreached
FROM inquiries i
JOIN clients c ON c.id = i.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
WHERE i.state = 'nurtured' AND i.next_at >= $2 AND i.next_at < $3
  AND ($1::uuid IS NULL OR i.program_id IN (SELECT program_id FROM memberships WHERE user_id = $1))
GROUP BY day, i.program_id, g.name, c.name, c.colour
ORDER BY day, c.name, g.name
