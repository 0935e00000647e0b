-- Which numbers reach the person of this inquiry, the one to dial next first? $1 inquiry
WITH who AS (
  SELECT p.id, p.client_id, p.organisation_id, p.phone FROM inquiries i JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id WHERE i.id = $1
)
SELECT n.id, n.kind, n.phone, n.number_key, n.note, n.wrong_at, n.added_at, n.organisation_id IS NOT NULL AS of_organisation, n.phone = w.phone AS first,
       EXISTS (SELECT FROM do_not_call d WHERE d.withdrawn_at IS NULL AND d.scope = 'number' AND d.key = n.number_key
               AND (d.client_id IS NULL OR d.client_id = w.client_id)) AS banned,
       ARRAY (SELECT l.id FROM screened_numbers m JOIN screening_lists l ON l.upload_id = m.upload_id
              WHERE m.key = n.number_key AND (l.client_id IS NULL OR l.client_id = w.client_id)) AS listed
FROM who w JOIN numbers n ON n.client_id = w.client_id AND (n.person_id = w.id OR n.organisation_id = w.organisation_id)
ORDER BY n.phone = w.phone DESC, n.wrong_at IS NOT NULL, n.organisation_id IS NOT NULL, n.added_at, n.id LIMIT 20
