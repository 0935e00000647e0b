-- Which inquiries are behind a number of the report? The newest day of arrival first; an inquiry stands here once, also
-- where it was graded twice or brought two orders. The days that hold any are known, so that each page walks only those.
-- $1 client; $2, $3 first and last day, null for open; $4 basis; $5 medium and $6 audience, '' for any; $7 program and $8
-- source, null for any; $9 attribution; $10 figure; $11 day, $12 source, $13 inquiry after which the page begins, null for
-- the first one; $14 how many
WITH wanted AS (
  SELECT m.id, m.name FROM sources m JOIN sources s ON s.id = m.counts_as AND s.client_id = m.client_id
  WHERE m.client_id = $1 AND ($5::text = '' OR s.medium = $5) AND ($6::text = '' OR s.audience = $6) AND ($8::uuid IS NULL OR s.id = $8)
), days AS (
  SELECT day AS came, source_id FROM source_days
  WHERE $4 = 'arrival' AND $10 <> 'orders' AND client_id = $1 AND basis = 'arrival' AND day BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
    AND ($7::uuid IS NULL OR program_id = $7) AND source_id = ANY (ARRAY(SELECT id FROM wanted))
    AND CASE $10 WHEN 'inquiries' THEN inquiries WHEN 'repeats' THEN repeats WHEN 'reached' THEN reached WHEN 'a' THEN a WHEN 'b' THEN b WHEN 'c' THEN c WHEN 'd' THEN d WHEN 'ripened' THEN ripened
        WHEN 'leads' THEN leads WHEN 'in_time' THEN in_time WHEN 'late' THEN late WHEN 'won' THEN won WHEN 'lost' THEN lost WHEN 'no_decision' THEN no_decision ELSE returned END > 0
  UNION
  SELECT came, source_id FROM cohort_events
  WHERE $4 = 'event' AND $10 <> 'orders' AND client_id = $1 AND day BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
    AND ($7::uuid IS NULL OR program_id = $7) AND source_id = ANY (ARRAY(SELECT id FROM wanted))
    AND CASE $10 WHEN 'inquiries' THEN inquiries WHEN 'repeats' THEN repeats WHEN 'reached' THEN reached WHEN 'a' THEN a WHEN 'b' THEN b WHEN 'c' THEN c WHEN 'd' THEN d WHEN 'ripened' THEN ripened
        WHEN 'leads' THEN leads WHEN 'in_time' THEN in_time WHEN 'late' THEN late WHEN 'won' THEN won WHEN 'lost' THEN lost WHEN 'no_decision' THEN no_decision ELSE returned END > 0
  UNION
  SELECT came, source_id FROM order_credits
  WHERE $10 = 'orders' AND client_id = $1 AND ($7::uuid IS NULL OR program_id = $7) AND source_id = ANY (ARRAY(SELECT id FROM wanted))
    AND CASE WHEN $4 = 'event' THEN ordered_on ELSE came END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
    AND ($9 = 'even' OR $9 = 'first' AND first OR $9 = 'last' AND last)
)
SELECT i.id, i.came, i.source_id, i.name AS source, g.name AS program, p.name AS person, COALESCE(o.name, '') AS organisation, i.state, i.grade, i.repeat
FROM (
SELECT d.came, d.source_id, d.name, i.*
FROM (
  SELECT days.came, days.source_id, w.name FROM days JOIN wanted w ON w.id = days.source_id
  WHERE $11::date IS NULL OR (days.came, days.source_id) <= ($11, $12::uuid)
  ORDER BY days.came DESC, days.source_id DESC
) d
CROSS JOIN LATERAL (
  SELECT i.id, i.program_id, i.person_id, i.state, i.grade, EXISTS (SELECT FROM arrivals a WHERE a.inquiry_id = i.id AND a.kind = 'repeat') AS repeat
  FROM inquiries i JOIN clients z ON z.id = i.client_id
  WHERE i.client_id = $1 AND i.source_id = d.source_id AND i.received_on = d.came AND i.state <> 'undone' AND ($7::uuid IS NULL OR i.program_id = $7)
    AND ($11::date IS NULL OR (d.came, d.source_id, i.id) < ($11, $12::uuid, $13::uuid))
    AND CASE
      WHEN $10 = 'inquiries' THEN true
      WHEN $10 = 'repeats' THEN EXISTS (SELECT FROM arrivals a WHERE a.inquiry_id = i.id AND a.kind = 'repeat')
      WHEN $10 = 'reached' THEN (i.reached_at IS NOT NULL OR i.grade <> '') AND ($4 = 'arrival' OR
        (COALESCE(i.reached_at, i.graded_at, i.received_at) AT TIME ZONE z.zone)::date BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity'))
      WHEN $10 = 'orders' THEN EXISTS (SELECT FROM order_credits c WHERE c.client_id = $1 AND c.source_id = d.source_id AND c.came = d.came AND c.inquiry_id = i.id
        AND CASE WHEN $4 = 'event' THEN c.ordered_on ELSE c.came END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
        AND ($9 = 'even' OR $9 = 'first' AND c.first OR $9 = 'last' AND c.last))
      WHEN $10 IN ('a', 'b', 'c', 'd') AND $4 = 'arrival' THEN i.grade = upper($10)
      WHEN $10 = 'ripened' AND $4 = 'arrival' THEN i.grade = 'A' AND i.first_grade IN ('B', 'C')
      WHEN $10 IN ('a', 'b', 'c', 'd', 'ripened') THEN ($10 <> 'ripened' OR i.first_grade IN ('B', 'C')) AND EXISTS (
        SELECT FROM gradings r WHERE r.inquiry_id = i.id AND r.client_id = $1 AND r.grade = CASE $10 WHEN 'ripened' THEN 'A' ELSE upper($10) END
          AND (r.at AT TIME ZONE z.zone)::date BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
          AND NOT EXISTS (SELECT FROM withdrawals t WHERE t.attempt_id = r.attempt_id AND t.client_id = $1))
      ELSE EXISTS (SELECT FROM lead_facts f WHERE f.client_id = $1 AND f.source_id = d.source_id AND f.came = d.came AND f.inquiry_id = i.id
        AND ($10 = 'leads' OR $10 IN ('in_time', 'late') AND f.followed = $10 OR f.outcome = $10)
        AND ($4 = 'arrival' OR CASE WHEN $10 IN ('leads', 'in_time', 'late') THEN f.released_on ELSE f.closed_on END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')))
    END
  ORDER BY i.id DESC
  OFFSET 0
) i
LIMIT $14
) i
JOIN programs g ON g.id = i.program_id AND g.client_id = $1
JOIN persons p ON p.id = i.person_id AND p.client_id = $1
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
ORDER BY i.came DESC, i.source_id DESC, i.id DESC
