-- What happened so far with the person of this inquiry, the newest first? $1 inquiry
WITH who AS (SELECT person_id FROM inquiries WHERE id = $1)
SELECT * FROM (
  SELECT i.received_at AS at, 'inquiry' AS kind, i.via AS what, s.name AS who, i.message AS text, '' AS grade
  FROM inquiries i JOIN sources s ON s.id = i.source_id AND s.client_id = i.client_id
  WHERE i.person_id = (SELECT person_id FROM who) AND i.state NOT IN ('erased', 'undone')
  UNION ALL
  SELECT a.at, 'attempt', a.disposition, u.name, COALESCE((SELECT string_agg(n.text, ' ') FROM notes n WHERE n.attempt_id = a.id AND n.kind = 'internal'), ''), ''
  FROM attempts a JOIN users u ON u.id = a.user_id
  WHERE a.person_id = (SELECT person_id FROM who) AND a.disposition <> 'graded' AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = a.id)
  UNION ALL
  SELECT r.at, 'grading', r.kind, u.name,
         COALESCE((SELECT string_agg(n.text, ' ' ORDER BY n.kind DESC) FROM notes n WHERE n.attempt_id = r.attempt_id), ''), r.grade
  FROM gradings r JOIN users u ON u.id = r.user_id JOIN inquiries i ON i.id = r.inquiry_id AND i.client_id = r.client_id
  WHERE i.person_id = (SELECT person_id FROM who) AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = r.attempt_id)
  UNION ALL
  SELECT m.made_at, 'promise', m.state, COALESCE(u.name, 'anyone'), m.note, ''
  FROM promises m JOIN inquiries i ON i.id = m.inquiry_id AND i.client_id = m.client_id LEFT JOIN users u ON u.id = m.user_id
  WHERE i.person_id = (SELECT person_id FROM who) AND m.state <> 'withdrawn'
) h ORDER BY at DESC LIMIT 60
