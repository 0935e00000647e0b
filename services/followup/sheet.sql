-- What happened to a lead, the latest first? Who did it is named where the actor may know.
-- $1 lead, $2 client
SELECT x.at, x.what, x.detail, x.note, COALESCE(u.name, '') AS by
FROM (
  SELECT a.at, 'assigned' AS what, COALESCE(r.name, '') AS detail, a.why AS note, a.by_id AS user_id
    FROM assignments a LEFT JOIN users r ON r.id = a.rep_id WHERE a.lead_id = $1 AND a.client_id = $2
  UNION ALL SELECT at, 'accepted', '', '', user_id FROM acceptances WHERE lead_id = $1 AND client_id = $2
  UNION ALL SELECT at, 'contact', how, note, user_id FROM contacts WHERE lead_id = $1 AND client_id = $2
  UNION ALL SELECT at, 'milestone', COALESCE(NULLIF(name, ''), step::text), '', user_id FROM milestones WHERE lead_id = $1 AND client_id = $2
  UNION ALL SELECT c.at, 'process', COALESCE(p.name, ''), c.why, c.user_id FROM process_changes c LEFT JOIN processes p ON p.id = c.to_id AND p.client_id = c.client_id WHERE c.lead_id = $1 AND c.client_id = $2
  UNION ALL SELECT at, 'closed', outcome, concat_ws(': ', NULLIF(lost_to, ''), NULLIF(reason, '')), user_id FROM close_outs WHERE lead_id = $1 AND client_id = $2 AND outcome <> 'returned'
  UNION ALL SELECT at, 'returned', '', reason, user_id FROM returns WHERE lead_id = $1 AND client_id = $2
  UNION ALL SELECT decided_at, CASE WHEN upheld THEN 'upheld' ELSE 'refused' END, '', answer, decided_by FROM returns WHERE lead_id = $1 AND client_id = $2 AND decided_at IS NOT NULL
) x
LEFT JOIN users u ON u.id = x.user_id
ORDER BY x.at DESC, x.what
