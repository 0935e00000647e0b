-- What has come of the inquiries of each day of arrival, program by program? See rollup_arrivals.sql. $1 clients
WITH counted AS MATERIALIZED (
  SELECT cohort, version, count(*)::int AS inquiries, count(*) FILTER (WHERE repeated)::int AS repeats, count(reached_on)::int AS reached,
         count(*) FILTER (WHERE grade = 'A')::int AS a, count(*) FILTER (WHERE grade = 'B')::int AS b, count(*) FILTER (WHERE grade = 'C')::int AS c, count(*) FILTER (WHERE grade = 'D')::int AS d,
         count(*) FILTER (WHERE grade = 'A' AND first_grade IN ('B', 'C'))::int AS ripened
  FROM counting GROUP BY 1, 2 ORDER BY 1, 2
), graded AS (
  INSERT INTO grade_days (client_id, basis, source_id, day, program_id, version, a, b, c, d)
  SELECT client_id, 'arrival', source_id, date '0001-01-01' + ((cohort >> 20) & 1048575)::int, program_id, version, a, b, c, d
  FROM counted JOIN pairs p ON p.pair = cohort >> 40 WHERE a + b + c + d > 0
), led AS (
  SELECT (p.pair << 40) | ((f.came - date '0001-01-01')::bigint << 20) AS cohort, count(*) AS leads, count(*) FILTER (WHERE followed = 'in_time') AS in_time, count(*) FILTER (WHERE followed = 'late') AS late,
         count(*) FILTER (WHERE outcome = 'won') AS won, count(*) FILTER (WHERE outcome = 'lost') AS lost,
         count(*) FILTER (WHERE outcome = 'no_decision') AS no_decision, count(*) FILTER (WHERE outcome = 'returned') AS returned
  FROM lead_facts f JOIN pairs p ON p.source_id = f.source_id AND p.program_id = f.program_id WHERE f.client_id = ANY ($1::uuid[]) GROUP BY 1
)
INSERT INTO source_days (client_id, basis, source_id, day, program_id, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned)
SELECT client_id, 'arrival', source_id, date '0001-01-01' + ((cohort >> 20) & 1048575)::int, program_id, n.inquiries, n.repeats, n.reached, n.a, n.b, n.c, n.d, n.ripened, COALESCE(leads, 0), COALESCE(in_time, 0), COALESCE(late, 0),
       COALESCE(won, 0), COALESCE(lost, 0), COALESCE(no_decision, 0), COALESCE(returned, 0)
FROM (
  SELECT cohort, sum(inquiries) AS inquiries, sum(repeats) AS repeats, sum(reached) AS reached, sum(a) AS a, sum(b) AS b, sum(c) AS c, sum(d) AS d, sum(ripened) AS ripened FROM counted GROUP BY 1 ORDER BY 1
) n JOIN pairs p ON p.pair = cohort >> 40 LEFT JOIN led USING (cohort)
