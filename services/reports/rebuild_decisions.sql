-- On which day was each inquiry first graded, or closed without that, and how many on each day whenever they came? See
-- rollup_decisions.sql.
WITH counted AS MATERIALIZED (
  SELECT cohort | (decided_on - date '0001-01-01') AS at, count(*) AS decided, count(*) FILTER (WHERE decided_a) AS a
  FROM counting WHERE decided_on IS NOT NULL GROUP BY 1
), kept AS (
  INSERT INTO cohort_decisions (client_id, source_id, came, day, program_id, decided, a)
  SELECT client_id, source_id, date '0001-01-01' + ((at >> 20) & 1048575)::int, date '0001-01-01' + (at & 1048575)::int, program_id, decided, a
  FROM counted JOIN pairs p ON p.pair = at >> 40 ORDER BY at
)
INSERT INTO decision_days (client_id, source_id, day, program_id, decided, a)
SELECT client_id, source_id, date '0001-01-01' + (at & 1048575)::int, program_id, decided, a
FROM (SELECT ((at >> 40) << 20) | (at & 1048575) AS at, sum(decided) AS decided, sum(a) AS a FROM counted GROUP BY 1) by_day JOIN pairs p ON p.pair = at >> 20
ORDER BY at
