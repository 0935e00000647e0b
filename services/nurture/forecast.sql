-- How many are due in each of the coming weeks, by program, and what can its callers make of it lately?
-- $1 caller (null: every program), $2 the instant, $3 how many weeks
SELECT g.id AS program_id, g.name AS program_name, c.name AS client_name, c.colour,
       ARRAY (SELECT (SELECT count(*) FROM inquiries i WHERE i.client_id = g.client_id AND i.program_id = g.id AND i.state = 'nurtured'
                      AND i.next_at < $2::timestamptz + (w || ' days')::interval * 7 AND (w = 1 OR i.next_at >= $2::timestamptz + ((w - 1) || ' days')::interval * 7))
              FROM generate_series(1, $3::int) w ORDER BY w) AS due,
       (SELECT count(*) FROM attempts a WHERE a.program_id = g.id AND a.at >= $2::timestamptz - interval '28 days' AND a.at <= $2 AND a.counts) AS calls,
       (SELECT count(*) FROM attempts a WHERE a.program_id = g.id AND a.at >= $2::timestamptz - interval '84 days' AND a.at < $2 AND a.counts AND a.cycle > 1) AS again,
       (SELECT count(DISTINCT (a.inquiry_id, a.cycle)) FROM attempts a WHERE a.program_id = g.id AND a.at >= $2::timestamptz - interval '84 days' AND a.at < $2 AND a.counts AND a.cycle > 1) AS rounds
FROM programs g
JOIN clients c ON c.id = g.client_id
WHERE g.state <> 'ended' AND ($1::uuid IS NULL OR g.id IN (SELECT program_id FROM memberships WHERE user_id = $1))
  AND EXISTS (SELECT FROM inquiries i WHERE i.client_id = g.client_id AND i.program_id = g.id AND i.state = 'nurtured')
ORDER BY c.name, g.name
