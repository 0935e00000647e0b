-- Which coachings of a selling process hold, and what did each change?
-- $1 client, $2 a selling process and its versions, $3 only this rep, $4 only this partner
SELECT c.id, c.rep_id, COALESCE(u.name, '') AS name, c.stage::int AS stage, c.on_day, COALESCE(w.what, '') AS what, COALESCE(b.name, '') AS by, COALESCE(e.n, '{}') AS n, COALESCE(e.k, '{}') AS k, COALESCE(e.expected, '{}') AS expected
FROM coachings c
LEFT JOIN users u ON u.id = c.rep_id AND u.client_id = c.client_id
LEFT JOIN users b ON b.id = c.user_id
LEFT JOIN coaching_words w ON w.coaching_id = c.id AND w.client_id = c.client_id
LEFT JOIN coaching_effects e ON e.coaching_id = c.id AND e.client_id = c.client_id
WHERE c.client_id = $1 AND c.process_id = ANY ($2::uuid[]) AND c.takes_back IS NULL AND ($3::uuid IS NULL OR c.rep_id = $3) AND ($4::uuid IS NULL OR c.partner_id = $4)
  AND NOT EXISTS (SELECT FROM coachings t WHERE t.client_id = c.client_id AND t.takes_back = c.id)
ORDER BY c.on_day DESC, c.id DESC
LIMIT 50
