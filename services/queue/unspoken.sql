-- Who could be called now by somebody who spoke more languages than this caller, by language? $1 the caller, $2 or any
-- program, $3 every window that is open, $4 what is spoken there ('' whatever the program speaks)
WITH asked AS (
  SELECT g.id, CASE WHEN g.language <> '' AND NOT g.language = ANY (u.languages) THEN g.language ELSE '' END AS lacks, u.languages
  FROM users u JOIN programs g ON g.state = 'active' AND g.held_until IS NULL AND g.skills <@ u.skills
  WHERE u.id = $1 AND ($2 OR EXISTS (SELECT FROM memberships m WHERE m.user_id = $1 AND m.program_id = g.id))
), lacking AS (
  SELECT a.id, w.window_id, COALESCE(NULLIF(a.lacks, ''), w.language) AS language
  FROM asked a CROSS JOIN unnest($3::int[], $4::text[]) AS w (window_id, language)
  WHERE a.lacks <> '' OR w.language <> '' AND NOT w.language = ANY (a.languages)
)
SELECT language, least(sum(n), 1000)::int AS n
FROM lacking l CROSS JOIN LATERAL (
  SELECT count(*) AS n FROM (SELECT FROM inquiries i WHERE i.state = 'ready' AND i.promised_to IS NULL AND i.program_id = l.id AND i.window_id = l.window_id LIMIT 1000) x
) waiting
WHERE n > 0
GROUP BY language ORDER BY n DESC, language LIMIT 3
