-- What happened on which day to the inquiries of these days of arrival? Received, reached for the first time, graded,
-- released, closed out. ARRIVALS, INQUIRIES and LEADS are filled in. $1 client
SELECT client_id, source_id, program_id, version, came, day, sum(inquiries)::int AS inquiries, sum(repeats)::int AS repeats, sum(reached)::int AS reached, sum(a)::int AS a, sum(b)::int AS b,
       sum(c)::int AS c, sum(d)::int AS d, sum(ripened)::int AS ripened, sum(leads)::int AS leads, sum(in_time)::int AS in_time, sum(late)::int AS late, sum(won)::int AS won,
       sum(lost)::int AS lost, sum(no_decision)::int AS no_decision, sum(returned)::int AS returned
FROM (
  SELECT client_id, source_id, program_id, 0 AS version, day AS came, day, inquiries, repeats, 0 AS reached, 0 AS a, 0 AS b, 0 AS c, 0 AS d, 0 AS ripened,
         0 AS leads, 0 AS in_time, 0 AS late, 0 AS won, 0 AS lost, 0 AS no_decision, 0 AS returned
  FROM (ARRIVALS) s
  UNION ALL
  SELECT i.client_id, i.source_id, i.program_id, COALESCE(v.version, 0), i.received_on, (COALESCE(i.reached_at, i.graded_at, i.received_at) AT TIME ZONE z.zone)::date,
         0, 0, count(*), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM (INQUIRIES) i JOIN clients z ON z.id = i.client_id LEFT JOIN criteria v ON v.id = i.criteria_id AND v.client_id = i.client_id
  WHERE i.reached_at IS NOT NULL OR i.grade <> '' GROUP BY 1, 2, 3, 4, 5, 6
  UNION ALL
  SELECT i.client_id, i.source_id, i.program_id, COALESCE(v.version, 0), i.received_on, (g.at AT TIME ZONE z.zone)::date, 0, 0, 0,
         count(*) FILTER (WHERE g.grade = 'A'), count(*) FILTER (WHERE g.grade = 'B'), count(*) FILTER (WHERE g.grade = 'C'), count(*) FILTER (WHERE g.grade = 'D'),
         count(*) FILTER (WHERE g.grade = 'A' AND i.first_grade IN ('B', 'C')), 0, 0, 0, 0, 0, 0, 0
  FROM (INQUIRIES) i JOIN clients z ON z.id = i.client_id
  CROSS JOIN LATERAL (
    SELECT at, grade, criteria_id FROM gradings
    WHERE inquiry_id = i.id AND client_id = i.client_id AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = gradings.attempt_id AND w.client_id = gradings.client_id)
    OFFSET 0
  ) g
  LEFT JOIN criteria v ON v.id = g.criteria_id AND v.client_id = i.client_id
  GROUP BY 1, 2, 3, 4, 5, 6
  UNION ALL
  SELECT client_id, source_id, program_id, version, came, released_on, 0, 0, 0, 0, 0, 0, 0, 0,
         count(*), count(*) FILTER (WHERE followed = 'in_time'), count(*) FILTER (WHERE followed = 'late'), 0, 0, 0, 0
  FROM (LEADS) f GROUP BY 1, 2, 3, 4, 5, 6
  UNION ALL
  SELECT client_id, source_id, program_id, version, came, closed_on, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
         count(*) FILTER (WHERE outcome = 'won'), count(*) FILTER (WHERE outcome = 'lost'), count(*) FILTER (WHERE outcome = 'no_decision'), count(*) FILTER (WHERE outcome = 'returned')
  FROM (LEADS) f WHERE closed_on IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6
) happened
GROUP BY client_id, source_id, program_id, version, came, day
