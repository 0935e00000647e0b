-- How much did each rep of a client report on the leads that are theirs, in each of the last weeks of seven days, and how many were open? What was taken back counts for nothing.
-- $1 client, $2 the end of the last week, $3 how many weeks
WITH weeks AS (
  SELECT n, $2::timestamptz - make_interval(days => 7 * ($3::int - n)) AS from_at, $2::timestamptz - make_interval(days => 7 * ($3::int - n - 1)) AS to_at
  FROM generate_series(0, $3::int - 1) AS n
), held AS (
  SELECT l.id, l.rep_id, GREATEST(l.released_at, l.assigned_at) AS since, COALESCE(l.closed_at, $2::timestamptz) AS until
  FROM leads l
  WHERE l.client_id = $1 AND l.rep_id IS NOT NULL AND l.kind = 'released' AND (l.closed_at IS NULL OR l.closed_at > (SELECT min(from_at) FROM weeks)) AND l.released_at < $2
), said AS (
  SELECT h.rep_id, r.at FROM held h JOIN contacts r ON r.lead_id = h.id AND r.user_id = h.rep_id AND r.client_id = $1
    WHERE NOT EXISTS (SELECT FROM lead_reports l JOIN report_withdrawals w ON w.report_id = l.id AND w.client_id = l.client_id WHERE l.lead_id = r.lead_id AND l.contact_id = r.id)
  UNION ALL SELECT h.rep_id, r.at FROM held h JOIN milestones r ON r.lead_id = h.id AND r.user_id = h.rep_id AND r.client_id = $1
    WHERE NOT EXISTS (SELECT FROM lead_reports l JOIN report_withdrawals w ON w.report_id = l.id AND w.client_id = l.client_id WHERE l.lead_id = r.lead_id AND l.kind = 'milestone' AND l.step = r.step AND l.at = r.at)
  UNION ALL SELECT h.rep_id, r.at FROM held h JOIN acceptances r ON r.lead_id = h.id AND r.user_id = h.rep_id AND r.client_id = $1
  UNION ALL SELECT h.rep_id, r.at FROM held h JOIN close_outs r ON r.lead_id = h.id AND r.user_id = h.rep_id AND r.client_id = $1
), open AS (
  SELECT h.rep_id, w.n, sum(extract(epoch FROM LEAST(h.until, w.to_at) - GREATEST(h.since, w.from_at)) / 604800) AS lead_weeks
  FROM held h JOIN weeks w ON h.since < w.to_at AND h.until > w.from_at GROUP BY 1, 2
), reported AS (
  SELECT s.rep_id, w.n, count(*) AS reports FROM said s JOIN weeks w ON s.at >= w.from_at AND s.at < w.to_at GROUP BY 1, 2
)
SELECT u.id AS rep_id, u.name, w.n, COALESCE(r.reports, 0)::int AS reports, COALESCE(o.lead_weeks, 0)::float8 AS lead_weeks
FROM users u
CROSS JOIN weeks w
LEFT JOIN open o ON o.rep_id = u.id AND o.n = w.n
LEFT JOIN reported r ON r.rep_id = u.id AND r.n = w.n
WHERE u.client_id = $1 AND u.role = 'rep' AND u.state = 'active' AND (u.away_until IS NULL OR u.away_until <= $2)
ORDER BY u.name, u.id, w.n
