-- Everybody has been tried up to five times in the last month, and one in fifty must not be called. $1 the instant
WITH tried AS (
  INSERT INTO attempts (id, client_id, program_id, inquiry_id, person_id, claim_id, decision_id, user_id, cycle, at, channel, disposition, reached, counts)
  SELECT gen_random_uuid(), i.client_id, i.program_id, i.id, i.person_id, i.id, i.id, i.id, 1, $1::timestamptz - (k * 31 + abs(hashtext(i.id::text)) % 97) * interval '1 hour', 'call', 'no_answer', false, true
  FROM inquiries i CROSS JOIN generate_series(1, 5) AS k WHERE abs(hashtext(i.id::text)) % 6 >= k
)
INSERT INTO do_not_call (id, client_id, scope, key, reason, entered_at)
SELECT gen_random_uuid(), p.client_id, 'number', p.number_key, 'bench', $1 FROM persons p WHERE abs(hashtext(p.id::text)) % 50 = 0 ON CONFLICT DO NOTHING
