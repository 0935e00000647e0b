-- On which day was each inquiry first graded, or closed without that? See rollup_decisions.sql.
INSERT INTO decision_days (client_id, source_id, came, day, program_id, decided, a)
SELECT client_id, source_id, date '0001-01-01' + ((at >> 20) & 1048575)::int, date '0001-01-01' + (at & 1048575)::int, program_id, decided, a
FROM (
  SELECT cohort | (decided_on - date '0001-01-01') AS at, count(*) AS decided, count(*) FILTER (WHERE decided_a) AS a
  FROM counting WHERE decided_on IS NOT NULL GROUP BY 1
) counted JOIN pairs p ON p.pair = at >> 40
ORDER BY at
