-- How far did each lead of a client get, and when? Returned ones were none; taken-over ones have no steps.
-- $1 client, $2 released from then on
SELECT l.id, l.rep_id, l.process_id, l.source_id, l.program_name, l.product, (l.worth_low + l.worth_high) / 2 AS worth, l.released_at, l.contacted_at, l.closed_at, l.outcome,
       COALESCE(m.steps, '{}') AS steps, COALESCE(m.reached, '{}') AS reached, COALESCE(m.names, '{}') AS names, o.value
FROM leads l
LEFT JOIN (SELECT lead_id, array_agg(step::int ORDER BY step, at) AS steps, array_agg(at ORDER BY step, at) AS reached, array_agg(name ORDER BY step, at) AS names FROM milestones x WHERE client_id = $1 AND NOT EXISTS (SELECT FROM report_withdrawals w JOIN lead_reports r ON r.id = w.report_id AND r.client_id = w.client_id
             WHERE w.lead_id = x.lead_id AND r.kind = 'milestone' AND r.step = x.step AND r.at = x.at) GROUP BY lead_id) m ON m.lead_id = l.id
LEFT JOIN (SELECT lead_id, sum(value * rate)::double precision AS value FROM orders WHERE client_id = $1 GROUP BY lead_id) o ON o.lead_id = l.id
WHERE l.client_id = $1 AND l.kind = 'released' AND l.outcome <> 'returned' AND l.process_id IS NOT NULL AND l.released_at >= $2
ORDER BY l.id
