-- What happened so far with the person of this inquiry, and at their switchboard, the newest first? $1 inquiry, $2 before this instant, $3 how many
WITH who AS (
  SELECT p.id AS person_id, p.client_id, p.organisation_id FROM inquiries i JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id WHERE i.id = $1
)
SELECT * FROM (
  SELECT i.received_at AS at, CASE WHEN i.state = 'merged' THEN 'repeat' ELSE 'inquiry' END AS kind, i.via AS what, s.name AS who, i.message AS text, '' AS grade
  FROM who w JOIN inquiries i ON i.person_id = w.person_id AND i.client_id = w.client_id JOIN sources s ON s.id = i.source_id AND s.client_id = i.client_id
  WHERE i.state NOT IN ('erased', 'undone')
  UNION ALL
  SELECT a.at, CASE a.channel WHEN 'call' THEN 'attempt' ELSE a.channel END, a.disposition, u.name,
         concat_ws(' ', (SELECT CASE WHEN n.organisation_id IS NOT NULL THEN 'On the switchboard.' WHEN n.kind <> 'direct' THEN 'On the ' || n.kind || ' number.' END
                         FROM numbers n WHERE n.client_id = a.client_id AND n.number_key = a.number_key AND (n.person_id = a.person_id OR n.organisation_id = w.organisation_id)
                         ORDER BY n.person_id IS NULL LIMIT 1),
                   (SELECT string_agg(n.text, ' ') FROM notes n WHERE n.attempt_id = a.id AND n.kind = 'internal')), ''
  FROM who w JOIN attempts a ON a.person_id = w.person_id AND a.client_id = w.client_id JOIN users u ON u.id = a.user_id
  WHERE a.disposition <> 'graded' AND NOT EXISTS (SELECT FROM withdrawals x WHERE x.attempt_id = a.id)
  UNION ALL
  SELECT r.at, 'grading', r.kind, u.name,
         COALESCE((SELECT string_agg(n.text, ' ' ORDER BY n.kind DESC) FROM notes n WHERE n.attempt_id = r.attempt_id), ''), r.grade
  FROM who w JOIN inquiries i ON i.person_id = w.person_id AND i.client_id = w.client_id JOIN gradings r ON r.inquiry_id = i.id AND r.client_id = i.client_id
  JOIN users u ON u.id = r.user_id
  WHERE NOT EXISTS (SELECT FROM withdrawals x WHERE x.attempt_id = r.attempt_id)
  UNION ALL
  SELECT n.at, 'note', n.kind, COALESCE(u.name, ''), n.text, ''
  FROM who w JOIN inquiries i ON i.person_id = w.person_id AND i.client_id = w.client_id JOIN notes n ON n.inquiry_id = i.id AND n.client_id = i.client_id
  LEFT JOIN users u ON u.id = n.user_id
  WHERE n.attempt_id IS NULL
  UNION ALL
  SELECT m.made_at, 'promise', m.state, COALESCE(u.name, 'anyone'), m.note, ''
  FROM who w JOIN inquiries i ON i.person_id = w.person_id AND i.client_id = w.client_id JOIN promises m ON m.inquiry_id = i.id AND m.client_id = i.client_id
  LEFT JOIN users u ON u.id = m.user_id
  WHERE m.state <> 'withdrawn'
  UNION ALL
  SELECT f.at, 'referral', 'named', u.name, p.name || CASE WHEN p.title <> '' THEN ', ' || p.title ELSE '' END, ''
  FROM who w JOIN inquiries i ON i.person_id = w.person_id AND i.client_id = w.client_id JOIN referrals f ON f.from_inquiry_id = i.id AND f.client_id = i.client_id
  JOIN users u ON u.id = f.user_id JOIN persons p ON p.id = f.person_id AND p.client_id = f.client_id AND p.erased_at IS NULL
  UNION ALL
  SELECT f.at, 'referral', 'named by', u.name, p.name, ''
  FROM who w JOIN referrals f ON f.person_id = w.person_id AND f.client_id = w.client_id JOIN users u ON u.id = f.user_id
  JOIN inquiries i ON i.id = f.from_inquiry_id AND i.client_id = f.client_id JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id AND p.erased_at IS NULL
  UNION ALL
  SELECT l.released_at, 'lead', l.outcome, COALESCE(u.name, ''), COALESCE((SELECT c.reason FROM close_outs c WHERE c.lead_id = l.id AND c.client_id = l.client_id ORDER BY c.at DESC LIMIT 1), ''), 'A'
  FROM who w JOIN inquiries i ON i.person_id = w.person_id AND i.client_id = w.client_id JOIN leads l ON l.inquiry_id = i.id AND l.client_id = i.client_id
  LEFT JOIN users u ON u.id = l.rep_id
  UNION ALL
  SELECT m.at, 'forward', '', '', m.reason, ''
  FROM who w JOIN inquiries i ON i.person_id = w.person_id AND i.client_id = w.client_id JOIN moves m ON m.inquiry_id = i.id AND m.client_id = i.client_id
  WHERE m.kind = 'brought forward'
  UNION ALL
  SELECT n.at, 'gatekeeper', '', COALESCE(u.name, ''), concat_ws('. ', NULLIF(n.name, ''), NULLIF(n.text, '')), ''
  FROM who w JOIN organisation_notes n ON n.organisation_id = w.organisation_id AND n.client_id = w.client_id LEFT JOIN users u ON u.id = n.user_id
) h WHERE at < $2 ORDER BY at DESC LIMIT $3
