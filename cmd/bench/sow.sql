-- Sow inquiries number $1 to $2 into the queue: one person each, spread evenly over every program and window.
-- $3 programs, $4 their clients, $5 a source of each client, $6 windows that are open, $7 the instant
WITH numbers AS (
  SELECT n, n % cardinality($3::uuid[]) + 1 AS p, (n / cardinality($3::uuid[])) % cardinality($6::int[]) + 1 AS w
  FROM generate_series($1::bigint, $2::bigint) AS n
), rows AS (
  SELECT n, ($3::uuid[])[p] AS program_id, ($4::uuid[])[p] AS client_id, ($5::uuid[])[p] AS source_id, ($6::int[])[w] AS window_id,
         ('0190000100007000' || '8000' || lpad(to_hex(n - n % 24 + (p - 1)), 12, '0'))::uuid AS organisation_id,
         ('0190000200007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS person_id,
         ('0190000300007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS id,
         ('0190000400007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS arrival_id,
         CASE WHEN n % 100 < 1 THEN 1 WHEN n % 100 < 5 THEN 2 WHEN n % 100 < 15 THEN 3 ELSE 4 END AS tier,
         $7::timestamptz - ((n * 7919) % 2592000) * interval '1 second' AS came
  FROM numbers
), organisations_sown AS (
  INSERT INTO organisations (id, client_id, name, name_key, created_at)
  SELECT DISTINCT organisation_id, client_id, 'Practice ' || (n - n % 24 + p - 1), 'practice ' || (n - n % 24 + p - 1), $7
  FROM rows JOIN numbers USING (n) ON CONFLICT DO NOTHING
), persons_sown AS (
  -- The numbers are those kept free for fiction, so they repeat; the key does not, so that nobody keeps anybody from being called.
  INSERT INTO persons (id, client_id, organisation_id, name, name_key, title, email, email_key, phone, phone_raw, number_key, city, region, country, created_at)
  SELECT person_id, client_id, organisation_id, 'Ivy Moss ' || n, 'ivy moss ' || n, 'Owner', 'ivy' || n || '@practice.example', 'ivy' || n || '@practice.example',
         '+1' || (201 + (n / 100) % 780) || '55501' || lpad((n % 100)::text, 2, '0'), '555-01' || lpad((n % 100)::text, 2, '0'), decode(md5(n::text), 'hex'), 'Tampa', 'FL', 'US', $7
  FROM rows
), inquiries_sown AS (
  INSERT INTO inquiries (id, client_id, program_id, person_id, source_id, state, class, tier, priority, window_id, due_at, next_at, received_at, received_on, via, product, message,
                         details, first_call_by, attempts, last_disposition, grade, first_grade, cycle)
  SELECT id, client_id, program_id, person_id, source_id, 'ready', CASE tier WHEN 1 THEN 'new-hot' WHEN 2 THEN 'requalification-B' ELSE 'new' END, tier,
         1000 + (n * 31) % 4000, window_id, came, came, came, (came AT TIME ZONE 'UTC')::date, 'form', 'Scanner',
         'We are three chairs and a laboratory two towns away, and look for a scanner that both can use. Please send prices, and what training costs.',
         '{"chairs": "3", "asked for": "prices"}', CASE WHEN tier = 1 THEN came + interval '1 hour' END,
         CASE WHEN tier = 3 THEN 1 ELSE 0 END, CASE WHEN tier = 3 THEN 'no_answer' ELSE '' END,
         CASE WHEN tier = 2 THEN 'B' ELSE '' END, CASE WHEN tier = 2 THEN 'B' ELSE '' END, CASE WHEN tier = 2 THEN 2 ELSE 1 END
  FROM rows
)
INSERT INTO arrivals (id, client_id, kind, at, inquiry_id, source_id) SELECT arrival_id, client_id, 'inquiry', came, id, source_id FROM rows
