-- Who else of the organisation is known at this client, within the programs of the caller? $1 inquiry, $2 the caller, $3 sees every program
-- The most recently known 60 people of the organisation are looked at, so that a page costs the same however many work there.
WITH who AS (
  SELECT p.id, p.client_id, p.organisation_id FROM inquiries i JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
  WHERE i.id = $1 AND p.organisation_id IS NOT NULL
), others AS (
  SELECT p.id, p.client_id, p.name, p.title, p.role, p.email FROM who w JOIN persons p ON p.organisation_id = w.organisation_id AND p.client_id = w.client_id
  WHERE p.id <> w.id AND p.erased_at IS NULL ORDER BY p.created_at DESC LIMIT 60
)
SELECT q.id AS inquiry_id, o.name, o.title, o.role, o.email, q.state, q.grade, q.next_at, q.closed_reason,
       COALESCE(u.name, '') AS held_by, COALESCE(u.id = $2, false) AS held_by_me
FROM others o CROSS JOIN LATERAL (
  SELECT i.id, i.state, i.grade, i.next_at, i.closed_reason, i.received_at FROM inquiries i
  WHERE i.person_id = o.id AND i.client_id = o.client_id AND i.state NOT IN ('merged', 'erased', 'undone')
    AND ($3 OR EXISTS (SELECT FROM memberships m WHERE m.user_id = $2 AND m.program_id = i.program_id))
  ORDER BY i.received_at DESC, i.id DESC LIMIT 1) q
LEFT JOIN claims k ON k.inquiry_id = q.id AND k.ended_at IS NULL
LEFT JOIN users u ON u.id = k.user_id
ORDER BY (q.state IN ('closed', 'released')), q.received_at DESC LIMIT 12
