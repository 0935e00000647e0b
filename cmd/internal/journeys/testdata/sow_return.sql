-- A year of figures: of each source 20 inquiries and 5 leads a month, three in five of them followed up in time, of which two in
-- five order; the others order seldom. Some leads had ripened, some order again. $1 client, $2 now
WITH months AS (
  SELECT s.id AS source_id, s.program_id, (date_trunc('month', $2::timestamptz) - make_interval(months => n))::date + 9 AS came, n FROM sources s, generate_series(1, 12) AS n WHERE s.client_id = $1
), came AS (
  INSERT INTO source_days (client_id, basis, source_id, program_id, day, inquiries, repeats, reached, a, b, c, d, ripened, leads, in_time, late, won, lost, no_decision, returned)
  SELECT $1, 'arrival', source_id, program_id, came, 20, 0, 10, 5, 3, 3, 3, 1, 5, 3, 2, 1, 0, 0, 0 FROM months
), drawn AS MATERIALIZED (
  SELECT gen_random_uuid() AS lead_id, source_id, program_id, came, CASE WHEN k <= 3 THEN 'in_time' WHEN k = 4 THEN 'late' ELSE 'not_yet' END AS followed FROM months, generate_series(1, 5) AS k
), numbered AS MATERIALIZED (
  SELECT *, followed = 'in_time' AND nth % 5 < 2 OR followed <> 'in_time' AND nth % 20 = 0 AS orders
  FROM (SELECT *, row_number() OVER (PARTITION BY followed ORDER BY came, source_id, lead_id) AS nth FROM drawn) n
), led AS (
  INSERT INTO lead_facts (lead_id, client_id, inquiry_id, source_id, program_id, version, came, released_on, product, region, country, followed, outcome, orders, ordered_on)
  SELECT lead_id, $1, gen_random_uuid(), source_id, program_id, 1, came, came, '', '', 'US', followed, '',
         CASE WHEN orders THEN CASE WHEN nth % 25 = 0 THEN 2 ELSE 1 END ELSE 0 END, CASE WHEN orders THEN came + (nth % 20)::int END FROM numbered
)
INSERT INTO order_credits (order_id, inquiry_id, client_id, lead_id, source_id, program_id, came, ordered_on, first, last, even, worth, worth_even, product, followed, ripened, again)
SELECT gen_random_uuid(), gen_random_uuid(), $1, lead_id, source_id, program_id, came, came + (nth % 20)::int, true, true, 1, 20000 + 500 * (nth % 40), 1, '', followed, nth % 15 = 0, k = 2
FROM numbered, generate_series(1, 2) AS k WHERE orders AND (k = 1 OR nth % 25 = 0)
