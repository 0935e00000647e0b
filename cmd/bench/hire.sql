-- Hire callers $1 to $2, each into every program and signed in already. $3 the instant, $4 the data of a session, $5 programs
WITH hired AS (
  SELECT ('bbbbbbbb-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid AS id, n FROM generate_series($1::int, $2::int) AS n
), people AS (
  INSERT INTO users (id, email, name, role, zone, state, created_at)
  SELECT id, 'caller' || n || '@bench.example', 'Caller ' || n, 'caller', 'UTC', 'active', $3 FROM hired
), members AS (
  INSERT INTO memberships (program_id, client_id, user_id, created_at)
  SELECT p.id, p.client_id, hired.id, $3 FROM hired CROSS JOIN programs p WHERE p.id = ANY ($5::uuid[])
)
INSERT INTO sessions (key, user_id, data, agent, address, created_at, seen_at, expires_at)
SELECT sha256(convert_to('bench-session-' || n, 'UTF8')), id, $4, 'bench', '127.0.0.1', $3, $3, $3::timestamptz + interval '12 hours' FROM hired
