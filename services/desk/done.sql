-- What did the agency's people do, the newest first? $1, $2 after this entry (null: from the newest), $3 at most, $4 only to this inquiry (null: all)
SELECT a.id, a.at, a.action, a.subject, a.subject_id, COALESCE(u.name, 'Ripen') AS by_name, COALESCE(c.name, '') AS client_name, COALESCE(c.colour, 0)::int AS colour,
       COALESCE(g.name, '') AS program_name, COALESCE(p.name, '') AS name, COALESCE(h.reason, '') AS reason, d.before, d.after,
       undone.id IS NOT NULL AS undone, d.id IS NOT NULL AND d.undoes IS NULL AND undone.id IS NULL AS may_undo
FROM audit a
LEFT JOIN users u ON u.id = a.user_id
LEFT JOIN clients c ON c.id = a.client_id
LEFT JOIN deeds d ON d.id = a.id AND d.client_id = a.client_id
LEFT JOIN deeds undone ON undone.undoes = d.id
LEFT JOIN holds h ON h.id = d.id AND h.client_id = d.client_id
LEFT JOIN inquiries i ON a.subject = 'inquiry' AND i.id = a.subject_id AND i.client_id = a.client_id
LEFT JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
LEFT JOIN programs g ON g.client_id = a.client_id AND g.id = CASE WHEN a.subject = 'program' THEN a.subject_id ELSE COALESCE(d.program_id, i.program_id) END
WHERE a.subject IN ('inquiry', 'program', 'client', 'source', 'criteria', 'import', 'person') AND ($1::timestamptz IS NULL OR (a.at, a.id) < ($1, $2::uuid))
  AND ($4::uuid IS NULL OR a.subject = 'inquiry' AND a.subject_id = $4)
ORDER BY a.at DESC, a.id DESC
LIMIT $3
