-- Somebody was called and graded.
-- $1 client, $2 program, $3 inquiry, $4 person, $5 caller, $6 criteria, $7 grade, $8 the instant, $9 the attempt's id
WITH decided AS (
  INSERT INTO decisions (id, client_id, inquiry_id, at, verdict) VALUES (gen_random_uuid(), $1, $3, $8, 'allow') RETURNING id
), claimed AS (
  INSERT INTO claims (id, client_id, inquiry_id, person_id, user_id, decision_id, why, was, at, lease_until, ended_at, ended_how)
  SELECT gen_random_uuid(), $1, $3, $4, $5, id, '{}', '{}', $8, $8, $8, 'grading' FROM decided RETURNING id
), tried AS (
  INSERT INTO attempts (id, client_id, program_id, inquiry_id, person_id, claim_id, decision_id, user_id, cycle, at, disposition, reached, counts)
  SELECT $9, $1, $2, $3, $4, claimed.id, decided.id, $5, 1, $8, 'graded', true, true FROM claimed, decided RETURNING id
)
INSERT INTO gradings (id, client_id, program_id, inquiry_id, cycle, kind, criteria_id, attempt_id, user_id, at, computed, grade)
SELECT gen_random_uuid(), $1, $2, $3, 1, 'caller', $6, id, $5, $8, $7, $7 FROM tried
