-- What has come of the inquiries of these days of arrival, program by program? INQUIRIES and LEADS are filled in. $1 client
WITH counted AS MATERIALIZED (
  SELECT i.client_id, i.source_id, i.received_on AS day, i.program_id, COALESCE(v.version, 0) AS version, count(*) AS inquiries, count(r.yes) AS repeats,
         count(*) FILTER (WHERE i.reached_at IS NOT NULL OR i.grade <> '') AS reached,
         count(*) FILTER (WHERE i.grade = 'A') AS a, count(*) FILTER (WHERE i.grade = 'B') AS b, count(*) FILTER (WHERE i.grade = 'C') AS c, count(*) FILTER (WHERE i.grade = 'D') AS d,
         count(*) FILTER (WHERE i.grade = 'A' AND i.first_grade IN ('B', 'C')) AS ripened
  FROM (INQUIRIES) i
  LEFT JOIN criteria v ON v.id = i.criteria_id AND v.client_id = i.client_id
  LEFT JOIN LATERAL (SELECT true AS yes FROM arrivals WHERE inquiry_id = i.id AND client_id = i.client_id AND kind = 'repeat' OFFSET 0) r ON true
  GROUP BY 1, 2, 3, 4, 5
), graded AS (
  INSERT INTO grade_days (client_id, basis, source_id, day, program_id, version, a, b, c, d)
  SELECT client_id, 'arrival', source_id, day, program_id, version, a, b, c, d FROM counted WHERE a + b + c + d > 0
), led AS (
  SELECT client_id, source_id, came AS day, program_id, count(*) AS leads, count(*) FILTER (WHERE followed = 'in_time') AS in_time, count(*) FILTER (WHERE followed = 'late') AS late,
         count(*) FILTER (WHERE outcome = 'won') AS won, count(*) FILTER (WHERE outcome = 'lost') AS lost,
         count(*) FILTER (WHERE outcome = 'no_decision') AS no_decision, count(*) FILTER (WHERE outcome = 'returned') AS returned
  FROM (LEADS) f GROUP BY 1, 2, 3, 4
)
INSERT INTO source_days (client_id, basis, source_id, day, program_id, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned)
SELECT client_id, 'arrival', source_id, day, program_id, n.inquiries, n.repeats, n.reached, n.a, n.b, n.c, n.d, n.ripened, COALESCE(leads, 0), COALESCE(in_time, 0), COALESCE(late, 0),
       COALESCE(won, 0), COALESCE(lost, 0), COALESCE(no_decision, 0), COALESCE(returned, 0)
FROM (
  SELECT client_id, source_id, day, program_id, sum(inquiries) AS inquiries, sum(repeats) AS repeats, sum(reached) AS reached, sum(a) AS a, sum(b) AS b, sum(c) AS c, sum(d) AS d, sum(ripened) AS ripened
  FROM counted GROUP BY 1, 2, 3, 4
) n LEFT JOIN led USING (client_id, source_id, day, program_id)
