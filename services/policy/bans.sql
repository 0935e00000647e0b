-- Which wishes not to be called stand, the newest first?
-- $1 client (null: all), $2 keys of a number or an address (null: all), $3 and $4 after where a page before ended, $5 at most
SELECT d.id, d.client_id, COALESCE(c.name, '') AS client_name, d.scope, d.reason,
       COALESCE(NULLIF(d.hint, ''), (SELECT '…' || right(p.phone, 2) FROM persons p WHERE p.id = d.about AND p.number_key = d.key), '') AS hint, COALESCE(u.name, '') AS entered_by, d.entered_at,
       COALESCE((SELECT NULLIF(p.name, '') FROM persons p WHERE p.id = d.about), (SELECT o.name FROM organisations o WHERE o.id = d.about), '') AS about
FROM do_not_call d
LEFT JOIN clients c ON c.id = d.client_id
LEFT JOIN users u ON u.id = d.entered_by
WHERE d.withdrawn_at IS NULL AND ($1::uuid IS NULL OR d.client_id = $1) AND ($2::bytea[] IS NULL OR d.key = ANY ($2)) AND (d.entered_at, d.id) < ($3::timestamptz, $4::uuid)
ORDER BY d.entered_at DESC, d.id DESC
LIMIT $5
