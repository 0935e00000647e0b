-- What came of each source, straight from what is stored? One row a source and figure.
-- $1 client; $2, $3 first and last day, null for open; $4 basis; $5 attribution; $6 program, null for any
WITH counted AS NOT MATERIALIZED (
  SELECT i.*, (i.reached_at IS NOT NULL OR i.grade <> '') AS was_reached, z.zone FROM inquiries i JOIN clients z ON z.id = i.client_id WHERE i.client_id = $1 AND i.state <> 'undone'
), handed AS NOT MATERIALIZED (
  SELECT l.*, i.source_id AS from_id, i.program_id AS in_id, i.received_on AS came, (l.released_at AT TIME ZONE i.zone)::date AS handed_on, (l.closed_at AT TIME ZONE i.zone)::date AS ended_on
  FROM leads l JOIN counted i ON i.id = l.inquiry_id
), ordered AS (
  SELECT o.id, o.ordered_on, round(o.value * o.rate, 2) AS worth, p.source_id, p.program_id, p.received_on AS came,
         row_number() OVER (PARTITION BY o.id ORDER BY p.received_at, p.id) AS place, row_number() OVER (PARTITION BY o.id ORDER BY p.received_at DESC, p.id DESC) AS back,
         count(*) OVER (PARTITION BY o.id) AS of
  FROM orders o JOIN handed l ON l.id = o.lead_id JOIN counted own ON own.id = l.inquiry_id JOIN counted p ON p.person_id = own.person_id
  WHERE p.received_on <= o.ordered_on
     OR p.id = own.id AND NOT EXISTS (SELECT FROM inquiries e WHERE e.person_id = own.person_id AND e.client_id = $1 AND e.state <> 'undone' AND e.received_on <= o.ordered_on)
), things (figure, source_id, program_id, came, happened, n) AS (
  SELECT 'inquiries', source_id, program_id, received_on, received_on, 1::numeric FROM counted
  UNION ALL SELECT 'repeats', counted.source_id, program_id, received_on, received_on, 1 FROM counted JOIN arrivals a ON a.inquiry_id = counted.id AND a.kind = 'repeat'
  UNION ALL SELECT 'reached', source_id, program_id, received_on, (COALESCE(reached_at, graded_at, received_at) AT TIME ZONE zone)::date, 1 FROM counted WHERE was_reached
  UNION ALL SELECT lower(grade), source_id, program_id, received_on, NULL, 1 FROM counted WHERE $4 = 'arrival' AND grade <> ''
  UNION ALL SELECT 'ripened', source_id, program_id, received_on, NULL, 1 FROM counted WHERE $4 = 'arrival' AND grade = 'A' AND first_grade IN ('B', 'C')
  UNION ALL SELECT f.figure, i.source_id, i.program_id, i.received_on, (g.at AT TIME ZONE i.zone)::date, 1
    FROM gradings g JOIN counted i ON i.id = g.inquiry_id
    CROSS JOIN LATERAL (VALUES (lower(g.grade)), (CASE WHEN g.grade = 'A' AND i.first_grade IN ('B', 'C') THEN 'ripened' END)) f (figure)
    WHERE $4 = 'event' AND f.figure IS NOT NULL AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = g.attempt_id)
  UNION ALL SELECT 'leads', from_id, in_id, came, handed_on, 1 FROM handed
  UNION ALL SELECT 'in_time', from_id, in_id, came, handed_on, 1 FROM handed WHERE kind = 'released' AND contacted_at - released_at <= interval '48 hours'
  UNION ALL SELECT 'late', from_id, in_id, came, handed_on, 1 FROM handed WHERE kind = 'released' AND contacted_at - released_at > interval '48 hours'
  UNION ALL SELECT outcome, from_id, in_id, came, ended_on, 1 FROM handed WHERE outcome <> ''
  UNION ALL SELECT 'orders', source_id, program_id, came, ordered_on, CASE $5 WHEN 'even' THEN 1.0 / of ELSE 1 END FROM ordered WHERE $5 = 'even' OR $5 = 'first' AND place = 1 OR $5 = 'last' AND back = 1
  UNION ALL SELECT 'revenue', source_id, program_id, came, ordered_on, CASE $5 WHEN 'even' THEN worth / of ELSE worth END FROM ordered
    WHERE worth IS NOT NULL AND ($5 = 'even' OR $5 = 'first' AND place = 1 OR $5 = 'last' AND back = 1)
)
SELECT source_id, figure, sum(n) AS n FROM things
WHERE CASE WHEN $4 = 'event' THEN happened ELSE came END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity') AND ($6::uuid IS NULL OR program_id = $6)
GROUP BY source_id, figure
