-- What changed in what happened, by the day on which it did? Only the difference is written, since an inquiry of one day
-- of arrival has events on many. EVENTS is filled in. $1 client, $2 sources and $3 days of arrival, side by side
WITH old AS (
  DELETE FROM cohort_events e USING unnest($2::uuid[], $3::date[]) AS d (source_id, day)
  WHERE e.client_id = $1 AND e.source_id = d.source_id AND e.came = d.day RETURNING e.*
), new AS (
  INSERT INTO cohort_events (client_id, source_id, program_id, version, came, day, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned)
  (EVENTS)
  RETURNING *
), changed AS (
  SELECT source_id, day, program_id, version, sum(inquiries) AS inquiries, sum(repeats) AS repeats, sum(reached) AS reached, sum(a) AS a, sum(b) AS b, sum(c) AS c, sum(d) AS d,
         sum(ripened) AS ripened, sum(leads) AS leads, sum(in_time) AS in_time, sum(late) AS late, sum(won) AS won, sum(lost) AS lost, sum(no_decision) AS no_decision, sum(returned) AS returned
  FROM (
    SELECT source_id, day, program_id, version, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned FROM new
    UNION ALL
    SELECT source_id, day, program_id, version, -inquiries, -repeats, -reached, -a, -b, -c, -d, -ripened, -leads, -in_time, -late, -won, -lost, -no_decision, -returned FROM old
  ) both_of_them GROUP BY 1, 2, 3, 4
), graded AS (
  INSERT INTO grade_days AS t (client_id, basis, source_id, day, program_id, version, a, b, c, d)
  SELECT $1, 'event', source_id, day, program_id, version, a, b, c, d FROM changed WHERE (a, b, c, d) <> (0, 0, 0, 0)
  ON CONFLICT (client_id, basis, source_id, day, program_id, version) DO UPDATE SET a = t.a + excluded.a, b = t.b + excluded.b, c = t.c + excluded.c, d = t.d + excluded.d
)
INSERT INTO source_days AS t (client_id, basis, source_id, day, program_id, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned)
SELECT $1, 'event', source_id, day, program_id, sum(inquiries), sum(repeats), sum(reached), sum(a), sum(b), sum(c), sum(d), sum(ripened), sum(leads), sum(in_time), sum(late), sum(won), sum(lost), sum(no_decision), sum(returned)
FROM changed
GROUP BY source_id, day, program_id
HAVING (sum(inquiries), sum(repeats), sum(reached), sum(a), sum(b), sum(c), sum(d), sum(ripened), sum(leads), sum(in_time), sum(late), sum(won), sum(lost), sum(no_decision), sum(returned))
    <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
ON CONFLICT (client_id, basis, source_id, day, program_id) DO UPDATE
SET inquiries = t.inquiries + excluded.inquiries, repeats = t.repeats + excluded.repeats, reached = t.reached + excluded.reached, a = t.a + excluded.a, b = t.b + excluded.b,
    c = t.c + excluded.c, d = t.d + excluded.d, ripened = t.ripened + excluded.ripened, leads = t.leads + excluded.leads, in_time = t.in_time + excluded.in_time, late = t.late + excluded.late,
    won = t.won + excluded.won, lost = t.lost + excluded.lost, no_decision = t.no_decision + excluded.no_decision, returned = t.returned + excluded.returned
