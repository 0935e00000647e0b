-- Sow inquiries number $1 to $2 over the months before the instant: every tenth a repeat of the one nine before it; some
-- 55 of 100 graded, some graded again later, each A a lead, three of ten leads won. The first clients have most of them.
-- $3 the instant, $4 how many clients, $5 how many sources of each, $6 how many days
WITH drawn AS (
  SELECT n, n % 10 = 9 AS again, CASE WHEN n % 10 = 9 THEN n - 9 ELSE n END AS person, (hashint8extended(n, 3) & 1048575) / 1048576.0 AS u_source, (hashint8extended(n, 4) & 1048575) / 1048576.0 AS u_grade,
         (hashint8extended(n, 5) & 1048575) / 1048576.0 AS u_wait, (hashint8extended(n, 6) & 1048575) / 1048576.0 AS u_end, (hashint8extended(n, 7) & 1048575) / 1048576.0 AS u_order
  FROM generate_series($1::bigint, $2::bigint) AS n
), placed AS (
  SELECT *, floor($4::int * power((hashint8extended(person, 1) & 1048575) / 1048576.0, 2))::int AS c, floor($5::int * power(u_source, 1.5))::int AS s,
         $3::timestamptz - interval '1 day' * ($6::int * ((hashint8extended(person, 2) & 1048575) / 1048576.0)) + CASE WHEN again THEN interval '1 day' * 40 * u_wait ELSE interval '0' END AS at
  FROM drawn
), rows AS (
  SELECT n, again, u_end, u_order, least(at, $3) AS came, ('0190100000007000' || '8000' || lpad(to_hex(c), 12, '0'))::uuid AS client_id, ('0190100100007000' || '8000' || lpad(to_hex(c), 12, '0'))::uuid AS program_id,
         ('0190100200007000' || '8000' || lpad(to_hex(c * 2 + CASE WHEN at > $3::timestamptz - interval '200 days' THEN 1 ELSE 0 END), 12, '0'))::uuid AS criteria_id,
         ('0190100300007000' || '8000' || lpad(to_hex(c * $5::int + s), 12, '0'))::uuid AS source_id, ('0190200000007000' || '8000' || lpad(to_hex(person), 12, '0'))::uuid AS person_id,
         ('0190300000007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS id, ('0190300000007000' || '8000' || lpad(to_hex(person), 12, '0'))::uuid AS first_id,
         CASE WHEN again OR u_grade > 0.55 THEN '' WHEN u_grade < 0.12 THEN 'A' WHEN u_grade < 0.25 THEN 'B' WHEN u_grade < 0.35 THEN 'C' ELSE 'D' END AS grade, NOT again AND u_grade < 0.02 AS ripened,
         least(at + interval '1 day' * 20 * u_wait * u_wait, $3) AS graded
  FROM placed
), persons_sown AS (
  INSERT INTO persons (id, client_id, name, created_at) SELECT person_id, client_id, 'Ivy Moss', came FROM rows WHERE NOT again
), arrivals_sown AS (
  INSERT INTO arrivals (id, client_id, kind, at, inquiry_id, source_id) SELECT id, client_id, CASE WHEN again THEN 'repeat' ELSE 'inquiry' END, came, id, source_id FROM rows
), gradings_sown AS (
  INSERT INTO gradings (id, client_id, program_id, inquiry_id, cycle, kind, criteria_id, attempt_id, user_id, at, computed, grade)
  SELECT id, client_id, program_id, id, 1, 'caller', criteria_id, id, '00000000-0000-7000-8000-000000000001'::uuid, graded, CASE WHEN ripened THEN 'B' ELSE grade END, CASE WHEN ripened THEN 'B' ELSE grade END FROM rows WHERE grade <> ''
  UNION ALL
  SELECT ('0190310000007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid, client_id, program_id, id, 2, 'caller', criteria_id, ('0190310000007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
         '00000000-0000-7000-8000-000000000001'::uuid, least(graded + interval '60 days', $3), 'A', 'A' FROM rows WHERE ripened
), leads_sown AS (
  INSERT INTO leads (id, client_id, inquiry_id, cycle, program_id, program_name, source_id, source_name, released_at, received_on, product, region, country, criteria_version, contacted_at, next_at, outcome, closed_at)
  SELECT id, client_id, id, 1, program_id, 'Main', source_id, 'Source', graded, (came AT TIME ZONE 'America/New_York')::date, 'Scanner', 'FL', 'US', 1, CASE WHEN u_order < 0.8 THEN graded + interval '1 day' * 3 * u_order END, $3,
         CASE WHEN u_end < 0.3 THEN 'won' WHEN u_end < 0.6 THEN 'lost' WHEN u_end < 0.7 THEN 'no_decision' ELSE '' END, CASE WHEN u_end < 0.7 THEN least(graded + interval '1 day' * 120 * u_order, $3) END
  FROM rows WHERE grade = 'A'
), lost_sown AS (
  INSERT INTO close_outs (id, client_id, lead_id, user_id, at, outcome, cause, lost_to) SELECT id, client_id, id, '00000000-0000-7000-8000-000000000001'::uuid, graded, 'lost', (ARRAY['price', 'rival', 'budget'])[1 + n % 3], 'Rival ' || n % 5
  FROM rows WHERE grade = 'A' AND u_end >= 0.3 AND u_end < 0.6
), orders_sown AS (
  INSERT INTO orders (id, client_id, lead_id, ordered_on, value, currency, user_id, at)
  SELECT id, client_id, id, (least(graded + interval '1 day' * 120 * u_order, $3) AT TIME ZONE 'America/New_York')::date, 1000 + n % 9000, 'USD', '00000000-0000-7000-8000-000000000001'::uuid, $3 FROM rows WHERE grade = 'A' AND u_end < 0.3
)
INSERT INTO inquiries (id, client_id, program_id, person_id, source_id, state, next_at, received_at, received_on, via, reached_at, grade, first_grade, graded_at, criteria_id, nurture_reason, closed_reason, closed_at, merged_into)
SELECT id, client_id, program_id, person_id, source_id, CASE WHEN again THEN 'merged' WHEN grade = 'A' THEN 'released' WHEN grade = 'D' THEN 'closed' ELSE 'nurtured' END, CASE WHEN NOT again AND grade IN ('', 'B', 'C') THEN $3 END,
       came, (came AT TIME ZONE 'America/New_York')::date, 'import', CASE WHEN grade <> '' THEN graded END, grade, CASE WHEN ripened THEN 'B' ELSE grade END, CASE WHEN grade <> '' THEN graded END,
       CASE WHEN grade <> '' THEN criteria_id END, CASE WHEN NOT again AND grade IN ('', 'B', 'C') THEN 'later' ELSE '' END, CASE grade WHEN 'D' THEN 'D' ELSE '' END, CASE grade WHEN 'D' THEN graded END,
       CASE WHEN again THEN first_id END
FROM rows
