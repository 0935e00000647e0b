-- What happened on each day, to all inquiries whenever they came? $1 client, or null for all
WITH graded AS (
  INSERT INTO grade_days (client_id, basis, source_id, day, program_id, version, a, b, c, d)
  SELECT client_id, 'event', source_id, day, program_id, version, sum(a), sum(b), sum(c), sum(d)
  FROM cohort_events WHERE $1::uuid IS NULL OR client_id = $1 GROUP BY client_id, source_id, day, program_id, version HAVING sum(a + b + c + d) > 0
)
INSERT INTO source_days (client_id, basis, source_id, day, program_id, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned)
SELECT client_id, 'event', source_id, day, program_id, sum(inquiries), sum(repeats), sum(reached), sum(a), sum(b), sum(c), sum(d), sum(ripened), sum(leads), sum(in_time), sum(late),
       sum(won), sum(lost), sum(no_decision), sum(returned)
FROM cohort_events WHERE $1::uuid IS NULL OR client_id = $1 GROUP BY client_id, source_id, day, program_id
