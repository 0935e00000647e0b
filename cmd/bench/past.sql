-- Give the agency a past: the inquiries numbered $1 to $2 were called once each, forty days before $3, by callers $4 to
-- $5, who have left; nobody picked up, and they are closed. The tables of calls are never empty where people work.
WITH past AS (
  SELECT i.id, i.client_id, i.program_id, i.person_id, p.number_key, $3::timestamptz - interval '40 days' - n * interval '1 second' AS at,
         ('bbbbbbbb-0000-7000-8000-' || lpad(($4::int + n % ($5::int - $4::int + 1))::text, 12, '0'))::uuid AS user_id,
         ('0190000500007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS decision_id,
         ('0190000600007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS claim_id,
         ('0190000700007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS attempt_id,
         ('0190000800007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS move_id
  FROM generate_series($1::bigint, $2::bigint) AS n
  JOIN inquiries i ON i.id = ('0190000300007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid
  JOIN persons p ON p.id = i.person_id
), decided AS (
  INSERT INTO decisions (id, client_id, inquiry_id, at, verdict, rules, zone)
  SELECT decision_id, client_id, id, at, 'allow', '{preset-custom}', 'Europe/Dublin' FROM past
), claimed AS (
  INSERT INTO claims (id, client_id, inquiry_id, person_id, number_key, user_id, decision_id, why, was, at, lease_until, ended_at, ended_how)
  SELECT claim_id, client_id, id, person_id, number_key, user_id, decision_id, '{"headline": "Next in line."}', '{"state": "ready", "tier": 4}',
         at, at + interval '10 minutes', at + interval '1 minute', 'attempt' FROM past
), tried AS (
  INSERT INTO attempts (id, client_id, program_id, inquiry_id, person_id, claim_id, decision_id, user_id, cycle, at, disposition, reached, counts, number_key)
  SELECT attempt_id, client_id, program_id, id, person_id, claim_id, decision_id, user_id, 1, at + interval '1 minute', 'no_answer', false, true, number_key FROM past
), planned AS (
  INSERT INTO moves (id, client_id, inquiry_id, at, kind, step) SELECT move_id, client_id, id, at + interval '1 minute', 'planned', 1 FROM past
), written AS (
  INSERT INTO drafts (inquiry_id, client_id, updated_by, updated_at) SELECT id, client_id, user_id, at + interval '1 minute' FROM past
), sent AS (
  INSERT INTO form_tokens (token, user_id, answer, at) SELECT move_id, user_id, 'an answer', at FROM past
)
UPDATE inquiries i SET state = 'closed', closed_reason = 'not reached', closed_at = past.at, attempts = 1, first_called_at = past.at, next_at = NULL
FROM past WHERE i.id = past.id AND i.client_id = past.client_id
