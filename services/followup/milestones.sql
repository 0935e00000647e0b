-- Which steps of a lead were reached, and not taken back?
-- $1 lead
SELECT m.lead_id, m.step, m.at, m.client_id, m.user_id, m.name
FROM milestones m
WHERE m.lead_id = $1 AND NOT EXISTS (SELECT FROM lead_reports r JOIN report_withdrawals w ON w.report_id = r.id AND w.client_id = r.client_id
                                     WHERE r.lead_id = m.lead_id AND r.kind = 'milestone' AND r.step = m.step AND r.at = m.at)
ORDER BY m.at, m.step
