-- Everything that happened to one inquiry, and to its program meanwhile, the oldest first: what was planned, served, kept from calls, tried, promised, decided. $1 inquiry, $2 at most
WITH it AS (SELECT * FROM inquiries WHERE id = $1)
SELECT * FROM (
  SELECT i.received_at AS at, 'inquiry' AS kind, i.via AS what, '' AS who, '' AS text, i.received_at AS due_at, 0 AS step, '{}'::text[] AS rules FROM it i
  UNION ALL
  SELECT c.at, 'served', c.ended_how, u.name, concat_ws(' ', c.why ->> 'headline', c.why ->> 'detail'), (c.was ->> 'due_at')::timestamptz, 0, '{}'
  FROM claims c JOIN users u ON u.id = c.user_id WHERE c.inquiry_id = $1 AND NOT (c.reserved AND c.ended_at IS NOT NULL)
  UNION ALL
  SELECT c.ended_at, 'returned', c.ended_how, u.name, '', (c.was ->> 'due_at')::timestamptz, 0, '{}'
  FROM claims c JOIN users u ON u.id = c.user_id WHERE c.inquiry_id = $1 AND c.ended_at IS NOT NULL AND c.ended_how NOT IN ('attempt', 'grading')
  UNION ALL
  SELECT d.at, 'blocked', d.verdict, '', d.reason, d.retry_at, 0, d.rules FROM decisions d WHERE d.inquiry_id = $1 AND d.verdict IN ('block', 'needs_decision')
  UNION ALL
  SELECT a.at, 'attempt', a.disposition, CASE WHEN a.channel = 'email' THEN '' ELSE u.name END, CASE WHEN w.id IS NULL THEN '' ELSE 'taken back' END, NULL, 0, '{}'
  FROM attempts a JOIN users u ON u.id = a.user_id LEFT JOIN withdrawals w ON w.attempt_id = a.id WHERE a.inquiry_id = $1 AND a.disposition <> 'graded'
  UNION ALL
  SELECT r.at, 'grading', r.grade, u.name, '', NULL, 0, '{}' FROM gradings r JOIN users u ON u.id = r.user_id WHERE r.inquiry_id = $1
  UNION ALL
  SELECT m.made_at, 'promise', m.state, COALESCE(u.name, 'anybody'), m.zone, m.due_at, 0, '{}' FROM promises m LEFT JOIN users u ON u.id = m.user_id WHERE m.inquiry_id = $1
  UNION ALL
  SELECT m.settled_at, 'settled', m.state, '', m.zone, m.due_at, 0, '{}' FROM promises m WHERE m.inquiry_id = $1 AND m.settled_at IS NOT NULL
  UNION ALL
  SELECT v.at, 'move', v.kind, '', v.reason, v.due_at, v.step, '{}' FROM moves v WHERE v.inquiry_id = $1
  UNION ALL
  SELECT s.at, 'program', s.state, COALESCE(u.name, ''), s.reason, NULL, 0, '{}' FROM it i JOIN program_states s ON s.program_id = i.program_id AND s.at >= i.received_at LEFT JOIN users u ON u.id = s.by_id
) h ORDER BY at DESC, kind DESC LIMIT $2
