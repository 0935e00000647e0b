-- Forty clients, each with a program, two versions of its criteria, twelve sources, what they cost a month, and a marketer.
-- $1 the instant, $2 how many clients, $3 how many sources of each, $4 how many months
WITH numbered AS (
  SELECT c, ('0190100000007000' || '8000' || lpad(to_hex(c), 12, '0'))::uuid AS client_id, ('0190100100007000' || '8000' || lpad(to_hex(c), 12, '0'))::uuid AS program_id
  FROM generate_series(0, $2::int - 1) AS c
), clients_made AS (
  INSERT INTO clients (id, slug, name, zone, account_manager_id, created_at) SELECT client_id, 'client-' || c, 'Client ' || c, 'America/New_York', '00000000-0000-7000-8000-000000000001'::uuid, $1 FROM numbered
), programs_made AS (
  INSERT INTO programs (id, client_id, slug, name, supervisor_id, created_at) SELECT program_id, client_id, 'main', 'Main', '00000000-0000-7000-8000-000000000001'::uuid, $1 FROM numbered
), criteria_made AS (
  INSERT INTO criteria (id, client_id, program_id, version, state, questions, rule, created_at, published_at)
  SELECT ('0190100200007000' || '8000' || lpad(to_hex(c * 2 + v), 12, '0'))::uuid, client_id, program_id, v + 1, CASE v WHEN 1 THEN 'in_force' ELSE 'retired' END, '[]', '{}', $1, $1 FROM numbered, generate_series(0, 1) AS v
), sources_made AS (
  INSERT INTO sources (id, client_id, name, medium, form_key, created_at)
  SELECT ('0190100300007000' || '8000' || lpad(to_hex(c * $3::int + s), 12, '0'))::uuid, client_id, 'Source ' || s, (ARRAY['web', 'search', 'email', 'trade_show', 'referral', 'webinar'])[1 + s % 6], 'form-' || c || '-' || s, $1
  FROM numbered, generate_series(0, $3::int - 1) AS s
), spends_made AS (
  INSERT INTO spends (id, client_id, source_id, from_day, to_day, paid, amount, currency, rate, act_id)
  SELECT gen_random_uuid(), client_id, ('0190100300007000' || '8000' || lpad(to_hex(c * $3::int + s), 12, '0'))::uuid, begins, (begins + interval '1 month')::date - 1, 1000 + 100 * s, 1000 + 100 * s, 'USD', 1, gen_random_uuid()
  FROM numbered, generate_series(0, $3::int - 1) AS s, generate_series(0, $4::int - 1) AS m
  CROSS JOIN LATERAL (SELECT (date_trunc('month', $1::timestamptz AT TIME ZONE 'UTC') - m * interval '1 month')::date AS begins) b
)
INSERT INTO users (id, client_id, email, name, role, state, created_at)
SELECT ('0190100400007000' || '8000' || lpad(to_hex(c), 12, '0'))::uuid, client_id, 'marketer' || c || '@bench.example', 'Marketer ' || c, 'marketer', 'active', $1 FROM numbered
