-- Who else has this inquiry open? This page has, too. $1 the page, $2 inquiry, $3 user, $4 sees every program, $5 the instant, $6 who was seen since
WITH shown AS (
  SELECT i.id, i.client_id FROM inquiries i
  WHERE i.id = $2 AND ($4 OR EXISTS (SELECT FROM memberships m WHERE m.user_id = $3 AND m.program_id = i.program_id))
), seen AS (
  INSERT INTO presences AS p (page, client_id, inquiry_id, user_id, seen_at) SELECT $1, client_id, id, $3, $5 FROM shown
  ON CONFLICT (page, client_id) DO UPDATE SET inquiry_id = excluded.inquiry_id, seen_at = excluded.seen_at WHERE p.user_id = $3
)
SELECT ARRAY (SELECT DISTINCT u.name FROM presences p JOIN users u ON u.id = p.user_id WHERE p.inquiry_id = s.id AND p.user_id <> $3 AND p.seen_at > $6 ORDER BY 1) AS others,
       EXISTS (SELECT FROM presences p WHERE p.inquiry_id = s.id AND p.user_id = $3 AND p.page <> $1 AND p.seen_at > $6) AS twice,
       COALESCE((SELECT u.name FROM claims c JOIN users u ON u.id = c.user_id WHERE c.inquiry_id = s.id AND c.ended_at IS NULL AND c.user_id <> $3), '') AS held_by
FROM shown s
