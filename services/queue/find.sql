-- Who is this, by number, name or e-mail address, within the programs of the caller?
-- $1 caller, $2 sees every program, $3 name pattern, $4 the name the other way round, $5 how a number may begin,
-- $6 how it may end, written backwards, $7 key of the address
-- Each way goes along an index of its own: a pattern, or from a text up to what follows it (":" is after "9"). Whoever is
-- of another client's is left out before anything is cut off.
WITH mine AS MATERIALIZED (
  SELECT c.id FROM clients c WHERE $2 OR EXISTS (SELECT FROM memberships m WHERE m.user_id = $1 AND m.client_id = c.id)
), numbered AS MATERIALIZED ( -- ordered as the indexes are: else the planner, who cannot know how narrow they are, reads whole tables
  SELECT x.* FROM unnest($5::text[]) AS t (text) CROSS JOIN LATERAL (
    SELECT q.id AS person_id, NULL::uuid AS organisation_id, q.client_id FROM persons q WHERE q.phone ~>=~ t.text AND q.phone ~<~ (t.text || ':') AND q.phone <> '' AND q.client_id = ANY (ARRAY (SELECT id FROM mine))
    ORDER BY q.phone USING ~<~ LIMIT 200) x
  UNION ALL
  SELECT x.* FROM unnest($6::text[]) AS t (text) CROSS JOIN LATERAL (
    SELECT q.id AS person_id, NULL::uuid AS organisation_id, q.client_id FROM persons q WHERE reverse(q.phone) ~>=~ t.text AND reverse(q.phone) ~<~ (t.text || ':') AND q.phone <> '' AND q.client_id = ANY (ARRAY (SELECT id FROM mine))
    ORDER BY reverse(q.phone) USING ~<~ LIMIT 200) x
  UNION ALL
  SELECT x.* FROM unnest($5::text[]) AS t (text) CROSS JOIN LATERAL (
    SELECT n.person_id, n.organisation_id, n.client_id FROM numbers n WHERE n.phone ~>=~ t.text AND n.phone ~<~ (t.text || ':') AND n.client_id = ANY (ARRAY (SELECT id FROM mine))
    ORDER BY n.phone USING ~<~ LIMIT 200) x
  UNION ALL
  SELECT x.* FROM unnest($6::text[]) AS t (text) CROSS JOIN LATERAL (
    SELECT n.person_id, n.organisation_id, n.client_id FROM numbers n WHERE reverse(n.phone) ~>=~ t.text AND reverse(n.phone) ~<~ (t.text || ':') AND n.client_id = ANY (ARRAY (SELECT id FROM mine))
    ORDER BY reverse(n.phone) USING ~<~ LIMIT 200) x
)
SELECT i.id AS inquiry_id, c.name AS client_name, g.name AS program_name, p.name, COALESCE(o.name, '') AS organisation, p.city, p.phone,
       COALESCE(CASE WHEN k.reserved THEN k.was->>'state' END, i.state) AS state, i.grade, i.next_at, COALESCE(u.name, '') AS held_by, COALESCE(u.id = $1, false) AS held_by_me
FROM (
  (SELECT id, client_id FROM persons WHERE $3 <> '' AND name_key <> '' AND (name_key LIKE $3 OR name_key LIKE $4) AND client_id IN (SELECT id FROM mine) LIMIT 200)
  UNION
  (SELECT id, client_id FROM persons WHERE $3 <> '' AND name_key <> '' AND split_part(name_key, ' ', -1) LIKE $3 AND client_id IN (SELECT id FROM mine) LIMIT 200)
  UNION
  (SELECT person_id, client_id FROM numbered WHERE person_id IS NOT NULL)
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
