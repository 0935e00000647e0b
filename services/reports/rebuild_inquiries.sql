-- What is counted of each inquiry of these clients: read once, for all roll-ups. A cohort is a pair and a day of arrival
-- in one number: 23 bits of pair, 20 of days since the year 1, 20 left free for the day on which something happened.
-- $1 clients
CREATE TEMP TABLE counting ON COMMIT DROP AS
SELECT i.id, (p.pair << 40) | ((i.received_on - date '0001-01-01')::bigint << 20) AS cohort, COALESCE(v.version, 0) AS version, i.grade, i.first_grade, a.inquiry_id IS NOT NULL AS repeated,
       CASE WHEN i.reached_at IS NOT NULL OR i.grade <> '' THEN (COALESCE(i.reached_at, i.graded_at, i.received_at) AT TIME ZONE p.zone)::date END AS reached_on,
       (CASE WHEN i.first_grade <> '' AND i.criteria_id IS NOT NULL THEN COALESCE(CASE WHEN i.cycle > 1 THEN (
          SELECT min(at) FROM gradings g
          WHERE g.inquiry_id = i.id AND g.client_id = i.client_id AND g.kind = 'caller' AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = g.attempt_id AND w.client_id = g.client_id)
        ) END, i.graded_at)
        WHEN i.closed_reason IN ('not reached', 'no way to reach', 'do not call', 'refused', 'wrong person') THEN i.closed_at END AT TIME ZONE p.zone)::date AS decided_on,
       i.first_grade = 'A' AND i.criteria_id IS NOT NULL AS decided_a
FROM inquiries i
JOIN pairs p ON p.source_id = i.source_id AND p.program_id = i.program_id
LEFT JOIN criteria v ON v.id = i.criteria_id AND v.client_id = i.client_id
LEFT JOIN arrivals a ON a.inquiry_id = i.id AND a.client_id = i.client_id AND a.kind = 'repeat' AND a.client_id = ANY ($1::uuid[])
WHERE i.state <> 'undone' AND i.client_id = ANY ($1::uuid[])
