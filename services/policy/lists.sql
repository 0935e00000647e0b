-- Which screening lists hold now, and what was last uploaded of each? $1 one of them (null: all)
SELECT l.id, l.client_id, l.name, l.register, l.kind, l.max_age_days, u.taken_on, u.file_name, u.rows, u.numbers, u.repeats, u.rejected,
       CASE WHEN $1::uuid IS NULL THEN '[]' ELSE u.refused END AS refused, COALESCE(p.name, '') AS uploaded_by, u.uploaded_at, COALESCE(c.name, '') AS client_name
FROM screening_lists l JOIN screening_uploads u ON u.id = l.upload_id
LEFT JOIN clients c ON c.id = l.client_id
LEFT JOIN users p ON p.id = u.uploaded_by
WHERE $1 IS NULL OR l.id = $1
ORDER BY c.name NULLS FIRST, l.name, l.id
