-- Let the inquiries numbered $1 to $2 have been graded A: their recall windows end one after the other, from $3 on, $4 a second. By user $5.
WITH graded AS (
  SELECT i.id, i.client_id, i.program_id, i.person_id, i.cycle, p.number_key, k.id AS criteria_id,
         $3::timestamptz + (row_number() OVER (ORDER BY i.id) - 1) * interval '1 second' / $4::int AS due, $3::timestamptz - interval '30 seconds' AS at,
         ('0190000900007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS decision_id,
         ('0190000a00007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS claim_id,
         ('0190000b00007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS attempt_id,
         ('0190000c00007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS grading_id,
         ('0190000d00007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS release_id
  FROM generate_series($1::bigint, $2::bigint) AS n
  JOIN inquiries i ON i.id = ('0190000300007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AND i.state = 'ready'
  JOIN persons p ON p.id = i.person_id
  JOIN criteria k ON k.program_id = i.program_id AND k.state = 'in_force'
), decided AS (
  INSERT INTO decisions (id, client_id, inquiry_id, at, verdict, rules, zone) SELECT decision_id, client_id, id, at, 'allow', '{preset-custom}', 'Europe/Dublin' FROM graded
), claimed AS (
  INSERT INTO claims (id, client_id, inquiry_id, person_id, number_key, user_id, decision_id, why, was, at, lease_until, ended_at, ended_how)
  SELECT claim_id, client_id, id, person_id, number_key, $5, decision_id, '{}', '{}', at, at + interval '10 minutes', at, 'grading' FROM graded
), tried AS (
  INSERT INTO attempts (id, client_id, program_id, inquiry_id, person_id, claim_id, decision_id, user_id, cycle, at, disposition, reached, counts, number_key)
  SELECT attempt_id, client_id, program_id, id, person_id, claim_id, decision_id, $5, cycle, at, 'graded', true, true, number_key FROM graded
), judged AS (
  INSERT INTO gradings (id, client_id, program_id, inquiry_id, cycle, kind, criteria_id, attempt_id, user_id, at, computed, grade)
  SELECT grading_id, client_id, program_id, id, cycle, 'caller', criteria_id, attempt_id, $5, at, 'A', 'A' FROM graded
), answered AS (
  INSERT INTO answers (grading_id, client_id, answers) SELECT grading_id, client_id, '{"want": 2, "fit": 2, "when": 1, "money": 1, "who": 1, "next": 1}' FROM graded
), written AS (
  INSERT INTO drafts (inquiry_id, client_id, answers, for_rep, updated_by, updated_at)
  SELECT id, client_id, '{}', 'Opens a second room in September, and wants the pictures in the chart without an export step. Ask for her on Tuesday.', $5, at FROM graded
), pended AS (
  INSERT INTO releases (id, client_id, inquiry_id, cycle, grading_id, due_at, created_at) SELECT release_id, client_id, id, cycle, grading_id, due, at FROM graded
)
UPDATE inquiries i SET state = 'pending', grade = 'A', first_grade = CASE WHEN i.first_grade = '' THEN 'A' ELSE i.first_grade END, next_at = graded.due
FROM graded WHERE i.id = graded.id AND i.client_id = graded.client_id
