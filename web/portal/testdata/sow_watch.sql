-- A source of 728 days: so many inquiries a day, of which a share is A, and less of them since a day; two in five of those
-- that are followed up in time order within half a year, and one in ten of the others. Chance is a hash, the same each time.
-- $1 client, $2 source, $3 program, $4 today, $5 inquiries a day, $6 share of A, $7 share of A in the last $8 days, $9 spend a day,
-- $10 share followed up in time
WITH day AS (
  SELECT $4::date - n AS day, n, CASE WHEN n < $8::int THEN $7::float8 ELSE $6::float8 END AS share FROM generate_series(0, 727) AS n
), dice AS (
  SELECT day, n, k, md5($2::uuid::text || n || ' ' || k)::uuid AS lead_id, (hashtext($2::text || 'a' || n || ' ' || k) & 1023) < share * 1024 AS a,
         (hashtext($2::text || 'f' || n || ' ' || k) & 1023) < $10::float8 * 1024 AS followed, hashtext($2::text || 'o' || n || ' ' || k) & 1023 AS luck,
         (hashtext($2::text || 'w' || n || ' ' || k) & 1023) / 6 AS waited
  FROM day, generate_series(1, $5::int) AS k
), inquiry AS (
  SELECT *, luck < CASE WHEN followed THEN 410 ELSE 100 END AS orders FROM dice
), led AS (
  INSERT INTO lead_facts (lead_id, client_id, inquiry_id, source_id, program_id, version, came, released_on, product, region, country, followed, outcome, orders, ordered_on)
  SELECT lead_id, $1::uuid, lead_id, $2, $3::uuid, 1, day, day, '', '', 'US', CASE WHEN followed THEN 'in_time' ELSE 'not_yet' END, '', (orders AND day + waited <= $4)::int, CASE WHEN orders AND day + waited <= $4 THEN day + waited END FROM inquiry WHERE a
), decided AS (
  INSERT INTO decision_days (client_id, source_id, day, program_id, decided, a)
  SELECT $1::uuid, $2, day, $3::uuid, count(*), count(*) FILTER (WHERE a) FROM inquiry GROUP BY day
), came AS (
  INSERT INTO source_days (client_id, basis, source_id, program_id, day, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned)
  SELECT $1, 'arrival', $2, $3, day, count(*), 0, 0, 0, 0, 0, 0, 0, count(*) FILTER (WHERE a), 0, 0, 0, 0, 0, 0 FROM inquiry GROUP BY day
), act AS (
  INSERT INTO spend_acts (id, client_id, kind, at) SELECT gen_random_uuid(), $1, 'entry', $4::date WHERE $9::numeric > 0 RETURNING id
), paid AS (
  INSERT INTO spends (id, client_id, source_id, from_day, to_day, amount, paid, currency, rate, act_id)
  SELECT gen_random_uuid(), $1, $2, $4::date - 727, $4, 728 * $9::numeric, 728 * $9, 'USD', 1, id FROM act
)
INSERT INTO order_credits (order_id, inquiry_id, client_id, lead_id, source_id, program_id, came, ordered_on, first, last, even, worth, worth_even, product, followed)
SELECT gen_random_uuid(), lead_id, $1, lead_id, $2, $3, day, day + waited, true, true, 1, 9000, 9000, '', 'in_time' FROM inquiry WHERE a AND orders AND day + waited <= $4
