-- What happened to a lead, the latest first? Who did it is named where the actor may know.
-- $1 lead
SELECT x.at, x.what, x.detail, x.note, COALESCE(u.name, '') AS by, x.whom, x.back
FROM (
  SELECT a.at, 'assigned' AS what, COALESCE(r.name, '') AS detail, a.why AS note, a.by_id AS user_id, '' AS whom, false AS back
    FROM assignments a LEFT JOIN users r ON r.id = a.rep_id WHERE a.lead_id = $1
  UNION ALL SELECT at, 'accepted', '', '', user_id, '', false FROM acceptances WHERE lead_id = $1
  UNION ALL SELECT t.at, 'contact', t.how, t.note, t.user_id, COALESCE(p.name, ''), w.report_id IS NOT NULL FROM contacts t
    LEFT JOIN lead_contacts p ON p.id = t.whom_id AND p.client_id = t.client_id AND NOT p.inquired
    LEFT JOIN lead_reports r ON r.lead_id = t.lead_id AND r.contact_id = t.id
    LEFT JOIN report_withdrawals w ON w.report_id = r.id AND w.client_id = r.client_id
    WHERE t.lead_id = $1
  UNION ALL SELECT m.at, 'milestone', COALESCE(NULLIF(m.name, ''), m.step::text), '', m.user_id, '', w.report_id IS NOT NULL FROM milestones m
    LEFT JOIN lead_reports r ON r.lead_id = m.lead_id AND r.kind = 'milestone' AND r.step = m.step AND r.at = m.at
    LEFT JOIN report_withdrawals w ON w.report_id = r.id AND w.client_id = r.client_id
    WHERE m.lead_id = $1
  UNION ALL SELECT r.at, 'next', to_char(r.next_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '', r.user_id, '', w.report_id IS NOT NULL FROM lead_reports r
    LEFT JOIN report_withdrawals w ON w.report_id = r.id AND w.client_id = r.client_id
    WHERE r.lead_id = $1 AND r.kind = 'next'
  UNION ALL SELECT c.at, 'process', COALESCE(p.name, ''), c.why, c.user_id, '', false FROM process_changes c LEFT JOIN processes p ON p.id = c.to_id AND p.client_id = c.client_id WHERE c.lead_id = $1
  UNION ALL SELECT at, 'closed', outcome, concat_ws(': ', NULLIF(lost_to, ''), NULLIF(reason, '')), user_id, '', false FROM close_outs WHERE lead_id = $1 AND outcome <> 'returned'
  UNION ALL SELECT at, 'returned', '', reason, user_id, '', false FROM returns WHERE lead_id = $1
  UNION ALL SELECT decided_at, CASE WHEN upheld THEN 'upheld' ELSE 'refused' END, '', answer, decided_by, '', false FROM returns WHERE lead_id = $1 AND decided_at IS NOT NULL
  UNION ALL SELECT at, 'asked', owner_name, note, user_id, '', false FROM reach_requests WHERE lead_id = $1
  UNION ALL SELECT settled_at, 'answered', answer, words, settled_by, '', false FROM reach_requests WHERE lead_id = $1 AND answer IN ('reached', 'back', 'taken_over')
) x
LEFT JOIN users u ON u.id = x.user_id
ORDER BY x.at DESC, x.what
