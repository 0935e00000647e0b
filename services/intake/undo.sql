-- Takes back the inquiries of an import that nobody has touched since. $1 client, $2 import
-- Touched is what was claimed, called, graded, written on or released, or what a later arrival joined.
WITH untouched AS (
  SELECT i.id FROM inquiries i
  WHERE i.client_id = $1 AND i.import_id = $2 AND i.state NOT IN ('undone', 'erased', 'held', 'pending', 'released') AND i.attempts = 0
    AND NOT EXISTS (SELECT FROM claims c WHERE c.inquiry_id = i.id AND c.client_id = $1)
    AND NOT EXISTS (SELECT FROM attempts a WHERE a.inquiry_id = i.id AND a.client_id = $1)
    AND NOT EXISTS (SELECT FROM gradings g WHERE g.inquiry_id = i.id AND g.client_id = $1)
    AND NOT EXISTS (SELECT FROM promises p WHERE p.inquiry_id = i.id AND p.client_id = $1)
    AND NOT EXISTS (SELECT FROM notes n WHERE n.inquiry_id = i.id AND n.client_id = $1)
    AND NOT EXISTS (SELECT FROM inquiries m WHERE m.client_id = $1 AND m.person_id = i.person_id AND m.merged_into = i.id
                    AND m.import_id IS DISTINCT FROM i.import_id)
)
UPDATE inquiries t
SET state = 'undone', due_at = NULL, next_at = NULL, promised_to = NULL, merged_into = NULL, closed_reason = '', closed_at = NULL,
    nurture_reason = '', decision_reason = ''
FROM untouched u WHERE t.id = u.id AND t.client_id = $1
RETURNING t.source_id, t.received_on
