-- One lead that was contacted a day after its release, and the milestones that it reached, a day in each month from then on.
-- $1 client, $2 program, $3 source, $4 selling process, $5 rep, $6 released, $7 lead, $8 names of the steps reached
WITH person AS (
  INSERT INTO persons (id, client_id, created_at) VALUES (gen_random_uuid(), $1, $6) RETURNING id
), asked AS (
  INSERT INTO inquiries (id, client_id, program_id, person_id, source_id, state, grade, first_grade, received_at, received_on)
  SELECT gen_random_uuid(), $1, $2, id, $3, 'released', 'A', 'A', $6, $6::date FROM person RETURNING id
), handed AS (
  INSERT INTO leads (id, client_id, inquiry_id, cycle, program_id, program_name, source_id, source_name, process_id, steps, rep_id, released_at, received_on, product, accepted_at, contacted_at, updated_at, next_at)
  SELECT $7, $1, id, 1, $2, 'Main', $3, 'cheap', $4, 5, $5, $6, $6::date, '', $6, $6::timestamptz + interval '1 day', $6, $6::timestamptz + interval '2 years' FROM asked
)
INSERT INTO milestones (lead_id, client_id, step, name, user_id, at)
SELECT $7, $1, n + 1, name, $5, $6::timestamptz + make_interval(months => n::int) FROM unnest($8::text[]) WITH ORDINALITY AS reached(name, n)
