-- What happened on which day to the inquiries of each cohort, and on each day to all inquiries whenever they came? See
-- rollup_events.sql. A row of happened has a bit for every figure that it counts in: 1 inquiries, 2 repeats, 4 reached, 8
-- to 64 A to D, 128 ripened, 256 leads, 512 and 1024 followed up in time and late, 2048 to 16384 won, lost, put off,
-- returned. Sorted by one number, they are summed in one pass, in the order of the index they go into. $1 clients
WITH happened AS (
  SELECT cohort | ((cohort >> 20) & 1048575) AS at, 0 AS version, 1 AS what, count(*) AS n FROM counting GROUP BY cohort
  UNION ALL
  SELECT cohort | ((cohort >> 20) & 1048575), 0, 2, count(*) FROM counting WHERE repeated GROUP BY cohort
  UNION ALL
  SELECT cohort | (reached_on - date '0001-01-01'), version, 4, 1 FROM counting WHERE reached_on IS NOT NULL
  UNION ALL
  SELECT i.cohort | ((g.at AT TIME ZONE p.zone)::date - date '0001-01-01'), COALESCE(v.version, 0),
         CASE g.grade WHEN 'A' THEN CASE WHEN i.first_grade IN ('B', 'C') THEN 8 + 128 ELSE 8 END WHEN 'B' THEN 16 WHEN 'C' THEN 32 WHEN 'D' THEN 64 ELSE 0 END, 1
  FROM gradings g
  JOIN counting i ON i.id = g.inquiry_id
  JOIN pairs p ON p.pair = i.cohort >> 40
  LEFT JOIN criteria v ON v.id = g.criteria_id AND v.client_id = g.client_id
  WHERE g.client_id = ANY ($1::uuid[]) AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = g.attempt_id AND w.client_id = g.client_id)
  UNION ALL
  SELECT (p.pair << 40) | ((f.came - date '0001-01-01')::bigint << 20) | (released_on - date '0001-01-01'), version, CASE followed WHEN 'in_time' THEN 256 + 512 WHEN 'late' THEN 256 + 1024 ELSE 256 END, 1
  FROM lead_facts f JOIN pairs p ON p.source_id = f.source_id AND p.program_id = f.program_id WHERE f.client_id = ANY ($1::uuid[])
  UNION ALL
  SELECT (p.pair << 40) | ((f.came - date '0001-01-01')::bigint << 20) | (closed_on - date '0001-01-01'), version,
         CASE outcome WHEN 'won' THEN 2048 WHEN 'lost' THEN 4096 WHEN 'no_decision' THEN 8192 WHEN 'returned' THEN 16384 ELSE 0 END, 1
  FROM lead_facts f JOIN pairs p ON p.source_id = f.source_id AND p.program_id = f.program_id WHERE f.client_id = ANY ($1::uuid[]) AND closed_on IS NOT NULL
), summed AS MATERIALIZED (
  SELECT at, version, COALESCE(sum(n) FILTER (WHERE what = 1), 0)::int AS inquiries, COALESCE(sum(n) FILTER (WHERE what = 2), 0)::int AS repeats, count(*) FILTER (WHERE what = 4)::int AS reached,
         count(*) FILTER (WHERE what & 8 > 0)::int AS a, count(*) FILTER (WHERE what = 16)::int AS b, count(*) FILTER (WHERE what = 32)::int AS c, count(*) FILTER (WHERE what = 64)::int AS d,
         count(*) FILTER (WHERE what & 128 > 0)::int AS ripened, count(*) FILTER (WHERE what & 256 > 0)::int AS leads, count(*) FILTER (WHERE what & 512 > 0)::int AS in_time,
         count(*) FILTER (WHERE what & 1024 > 0)::int AS late, count(*) FILTER (WHERE what = 2048)::int AS won, count(*) FILTER (WHERE what = 4096)::int AS lost,
         count(*) FILTER (WHERE what = 8192)::int AS no_decision, count(*) FILTER (WHERE what = 16384)::int AS returned
  FROM (SELECT * FROM happened ORDER BY at, version) sorted GROUP BY at, version
), kept AS (
  INSERT INTO cohort_events (client_id, source_id, program_id, version, came, day, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned)
  SELECT client_id, source_id, program_id, version, date '0001-01-01' + ((at >> 20) & 1048575)::int, date '0001-01-01' + (at & 1048575)::int, inquiries, repeats, reached, a, b, c, d, ripened, leads,
         in_time, late, won, lost, no_decision, returned
  FROM summed JOIN pairs p ON p.pair = at >> 40
), by_day AS MATERIALIZED (
  SELECT ((at >> 40) << 20) | (at & 1048575) AS at, version, sum(inquiries)::int AS inquiries, sum(repeats)::int AS repeats, sum(reached)::int AS reached, sum(a)::int AS a, sum(b)::int AS b, sum(c)::int AS c, sum(d)::int AS d,
         sum(ripened)::int AS ripened, sum(leads)::int AS leads, sum(in_time)::int AS in_time, sum(late)::int AS late, sum(won)::int AS won, sum(lost)::int AS lost, sum(no_decision)::int AS no_decision, sum(returned)::int AS returned
  FROM summed GROUP BY 1, 2 ORDER BY 1, 2
), graded AS (
  INSERT INTO grade_days (client_id, basis, source_id, day, program_id, version, a, b, c, d)
  SELECT client_id, 'event', source_id, date '0001-01-01' + (at & 1048575)::int, program_id, version, a, b, c, d FROM by_day JOIN pairs p ON p.pair = at >> 20 WHERE a + b + c + d > 0
)
INSERT INTO source_days (client_id, basis, source_id, day, program_id, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned)
SELECT client_id, 'event', source_id, date '0001-01-01' + (at & 1048575)::int, program_id, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned
FROM (
  SELECT at, sum(inquiries) AS inquiries, sum(repeats) AS repeats, sum(reached) AS reached, sum(a) AS a, sum(b) AS b, sum(c) AS c, sum(d) AS d, sum(ripened) AS ripened, sum(leads) AS leads,
         sum(in_time) AS in_time, sum(late) AS late, sum(won) AS won, sum(lost) AS lost, sum(no_decision) AS no_decision, sum(returned) AS returned
  FROM by_day GROUP BY at ORDER BY at
) n JOIN pairs p ON p.pair = at >> 20
WHERE (inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
