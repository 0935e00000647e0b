-- Which wishes not to be called stand about the person of an inquiry, for its client and for the whole agency, the newest first? $1 inquiry, $2 at most
WITH who AS (
  SELECT p.id, p.client_id, p.organisation_id, p.phone, p.number_key, p.mail_key FROM inquiries i JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id WHERE i.id = $1
), known AS (
  SELECT number_key, phone FROM who WHERE number_key IS NOT NULL
  UNION
  SELECT n.number_key, n.phone FROM who w JOIN numbers n ON n.client_id = w.client_id AND (n.person_id = w.id OR n.organisation_id = w.organisation_id)
)
SELECT d.id, d.client_id, COALESCE(c.name, '') AS client_name, d.scope, d.reason, COALESCE(NULLIF(d.hint, ''), (SELECT '…' || right(k.phone, 2) FROM known k WHERE k.number_key = d.key LIMIT 1), '') AS hint,
       COALESCE(u.name, '') AS entered_by, d.entered_at, '' AS about
FROM who w
JOIN do_not_call d ON d.withdrawn_at IS NULL AND (d.client_id IS NULL OR d.client_id = w.client_id)
  AND (d.about = w.id OR d.key = ANY (ARRAY[w.mail_key, uuid_send(w.id), uuid_send(w.organisation_id)]) OR d.key IN (SELECT number_key FROM known))
LEFT JOIN clients c ON c.id = d.client_id
LEFT JOIN users u ON u.id = d.entered_by
ORDER BY d.entered_at DESC, d.id DESC
LIMIT $2
