-- Who is this, by number, name or e-mail address, within the programs of the caller?
-- $1 caller, $2 sees every program, $3 name pattern, $4 the name the other way round, $5 how a number may begin,
-- $6 how it may end, written backwards, $7 key of the address
-- Each way goes along an index of its own: a pattern, or from a text up to what follows it (":" is after "9"). Whoever is
-- of another client's is left out before anything is cut off.
WITH mine AS MATERIALIZED (
  SELECT c.id FROM clients c WHERE $2 OR EXISTS (SELECT FROM memberships m WHERE m.user_id = $1 AND m.client_id = c.id)
), numbered AS (
  SELECT n.person_id, n.organisation_id, n.client_id FROM unnest($5::text[]) AS b (begins) JOIN numbers n ON n.phone ~>=~ b.begins AND n.phone ~<~ (b.begins || ':')
  WHERE n.client_id IN (SELECT id FROM mine)
  UNION ALL
  SELECT n.person_id, n.organisation_id, n.client_id FROM unnest($6::text[]) AS e (ends) JOIN numbers n ON reverse(n.phone) ~>=~ e.ends AND reverse(n.phone) ~<~ (e.ends || ':')
  WHERE n.client_id IN (SELECT id FROM mine)
  LIMIT 200
)
SELECT i.id AS inquiry_id, c.name AS client_name, g.name AS program_name, p.name, COALESCE(o.name, '') AS organisation, p.city, p.phone,
       COALESCE(CASE WHEN k.reserved THEN k.was->>'state' END, i.state) AS state, i.grade, i.next_at, COALESCE(u.name, '') AS held_by, COALESCE(u.id = $1, false) AS held_by_me
FROM (
  (SELECT id, client_id FROM persons WHERE $3 <> '' AND name_key <> '' AND (name_key LIKE $3 OR name_key LIKE $4) AND client_id IN (SELECT id FROM mine) LIMIT 200)
  UNION
  (SELECT id, client_id FROM persons WHERE $3 <> '' AND name_key <> '' AND split_part(name_key, ' ', -1) LIKE $3 AND client_id IN (SELECT id FROM mine) LIMIT 200)
  UNION
  (SELECT q.id, q.client_id FROM unnest($5::text[]) AS b (begins) JOIN persons q ON q.phone ~>=~ b.begins AND q.phone ~<~ (b.begins || ':') AND q.phone <> ''
   WHERE q.client_id IN (SELECT id FROM mine) LIMIT 200)
  UNION
  (SELECT q.id, q.client_id FROM unnest($6::text[]) AS e (ends) JOIN persons q ON reverse(q.phone) ~>=~ e.ends AND reverse(q.phone) ~<~ (e.ends || ':') AND q.phone <> ''
   WHERE q.client_id IN (SELECT id FROM mine) LIMIT 200)
  UNION
  SELECT person_id, client_id FROM numbered WHERE person_id IS NOT NULL
  UNION
  (SELECT q.id, q.client_id FROM numbered n JOIN persons q ON q.organisation_id = n.organisation_id AND q.client_id = n.client_id LIMIT 50)
  UNION
  (SELECT q.id, q.client_id FROM organisations n JOIN persons q ON q.organisation_id = n.id AND q.client_id = n.client_id
   WHERE $3 <> '' AND n.name_key LIKE $3 AND n.client_id IN (SELECT id FROM mine) LIMIT 50)
  UNION
  SELECT q.id, q.client_id FROM clients k JOIN persons q ON q.client_id = k.id AND q.email_key = $7 AND q.email_key <> '' WHERE $7 <> ''
) hit
JOIN persons p ON p.id = hit.id AND p.client_id = hit.client_id
JOIN inquiries i ON i.person_id = p.id AND i.client_id = p.client_id AND i.state NOT IN ('merged', 'erased', 'undone')
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
JOIN clients c ON c.id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
LEFT JOIN claims k ON k.inquiry_id = i.id AND k.ended_at IS NULL
LEFT JOIN users u ON u.id = k.user_id AND NOT k.reserved -- whom somebody has only reserved may be taken up
WHERE $2 OR EXISTS (SELECT FROM memberships m WHERE m.user_id = $1 AND m.program_id = i.program_id)
ORDER BY i.received_at DESC, i.id DESC
LIMIT 20
