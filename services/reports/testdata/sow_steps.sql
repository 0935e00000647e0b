-- Leads that get as far as chance lets them; those of one rep get past the second stage half as often.
-- $1 client, $2 program, $3 person, $4 selling process, $5 reps, $6 partners of the reps, $7 sources, $8 how many, $9 now, $10 the number of the weak rep
WITH drawn AS (
  SELECT i, gen_random_uuid() AS id, gen_random_uuid() AS inquiry, 1 + i % cardinality($5::uuid[]) AS rep, $9::timestamptz - make_interval(hours => 24 * (i % 365) + 3) AS released,
         (hashtextextended(i || ' contact', 1) & 65535) / 65536.0 AS u1, (hashtextextended(i || ' meeting', 1) & 65535) / 65536.0 AS u2, (hashtextextended(i || ' quote', 1) & 65535) / 65536.0 AS u3,
         (hashtextextended(i || ' decision', 1) & 65535) / 65536.0 AS u4, (hashtextextended(i || ' order', 1) & 65535) / 65536.0 AS u5, abs(hashtextextended(i || ' wait', 1) % 9) + 2 AS wait,
         1 + abs(hashtextextended(i || ' source', 1) % cardinality($7::uuid[])) AS source, (abs(hashtextextended(i || ' worth', 1) % 3) + 1) * 10000 AS worth
  FROM generate_series(1, $8::int) i
), far AS (
  SELECT *, CASE WHEN u1 > 0.9 THEN 0 WHEN u2 > 0.6 * CASE WHEN rep = $10 THEN 0.5 ELSE 1 END THEN 1 WHEN u3 > 0.7 THEN 2 WHEN u4 > 0.6 THEN 3 WHEN u5 > 0.5 THEN 4 ELSE 5 END AS reach FROM drawn
), walked AS ( -- and no farther than today
  SELECT *, LEAST(reach, floor(extract(epoch FROM $9 - released) / 86400 / wait))::int AS got FROM far
), asked AS (
  INSERT INTO inquiries (id, client_id, program_id, person_id, source_id, state, grade, first_grade, received_at, received_on)
  SELECT inquiry, $1, $2, $3, ($7::uuid[])[source], 'released', 'A', 'A', released, released::date FROM walked
), handed AS (
  INSERT INTO leads (id, client_id, partner_id, inquiry_id, cycle, program_id, program_name, source_id, source_name, process_id, steps, rep_id, released_at, received_on, organisation, product, worth_low, worth_high,
                     accepted_at, contacted_at, updated_at, step, next_at, outcome, closed_at)
  SELECT id, $1, ($6::uuid[])[rep], inquiry, 1, $2, 'Main', ($7::uuid[])[source], 'source ' || source, $4, 5, ($5::uuid[])[rep], released, released::date, 'Practice ' || i % 997, '', worth, worth * 2,
         released, CASE WHEN got > 0 THEN released + wait * interval '1 day' END, released, got, CASE WHEN got < 5 THEN $9 END, CASE WHEN got = 5 THEN 'won' ELSE '' END, CASE WHEN got = 5 THEN released + 5 * wait * interval '1 day' END
  FROM walked RETURNING id
), stepped AS (
  INSERT INTO milestones (lead_id, client_id, step, user_id, at)
  SELECT id, $1, s, ($5::uuid[])[rep], released + s * wait * interval '1 day' FROM walked, generate_series(1, 4) s WHERE s <= got
)
INSERT INTO orders (id, client_id, lead_id, ordered_on, value, currency, user_id, at)
SELECT gen_random_uuid(), $1, id, (released + 5 * wait * interval '1 day')::date, worth * 1.5, 'USD', ($5::uuid[])[rep], $9 FROM walked WHERE got = 5
