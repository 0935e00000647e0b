-- Sow leads number $1 to $2 of one client, a five-hundredth of them one rep's: most are closed, as after years; each with the reports that were made of it.
-- $3 client, $4 program, $5 source, $6 rep, $7 the instant
WITH rows AS (
  SELECT n, ('0190000500007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS id, ('0190000600007000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid AS inquiry_id,
         CASE WHEN n % 500 = 0 THEN $6::uuid ELSE ('0190000700007000' || '8000' || lpad(to_hex(n % 500), 12, '0'))::uuid END AS rep_id,
         $7::timestamptz - (n % 1000000) * interval '100 seconds' AS came, n / 500 % 8 = 0 AS open, p.id AS process_id
  FROM generate_series($1::bigint, $2::bigint) AS n, (SELECT id FROM processes WHERE client_id = $3 AND current ORDER BY place LIMIT 1) p
), assignments_sown AS (
  INSERT INTO assignments (id, client_id, lead_id, rep_id, why, at) SELECT id, $3, id, rep_id, 'next of 500 present', came FROM rows
), acceptances_sown AS (
  INSERT INTO acceptances (lead_id, client_id, user_id, at) SELECT id, $3, rep_id, came + interval '1 hour' FROM rows
), contacts_sown AS (
  INSERT INTO contacts (id, client_id, lead_id, user_id, at, how, note) SELECT id, $3, id, rep_id, came + interval '1 day', 'talked', 'Wants to see it in the practice.' FROM rows
), milestones_sown AS (
  INSERT INTO milestones (lead_id, client_id, step, user_id, at, name) SELECT id, $3, 1, rep_id, came + interval '1 day', 'First contact' FROM rows
), people_sown AS (
  INSERT INTO lead_contacts (id, client_id, lead_id, at, inquired, name, title, reached_at) SELECT id, $3, id, came, true, 'Ivy Moss ' || n, 'Owner', came + interval '1 day' FROM rows
), closed_sown AS (
  INSERT INTO close_outs (id, client_id, lead_id, user_id, at, outcome, reason) SELECT id, $3, id, rep_id, came + interval '40 days', 'lost', 'They put it off.' FROM rows WHERE NOT open
)
INSERT INTO leads (id, client_id, inquiry_id, cycle, program_id, program_name, source_id, source_name, process_id, steps, rep_id, assigned_why, released_at, received_on, name, title, organisation, email, phone,
                   city, region, country, zone, message, product, learned, reasons, graded_by, graded_at, worth_low, worth_high, probability, accepted_at, contacted_at, updated_at, step, next_at, next_what, outcome, closed_at)
SELECT id, $3, inquiry_id, 1, $4, 'Scanners', $5, 'Scanner terms', process_id, 5, rep_id, 'next of 500 present', came, came::date, 'Ivy Moss ' || n, 'Owner', 'Practice ' || n, 'ivy' || n || '@practice.example', '+18135550142',
       'Tampa', 'FL', 'US', 'America/New_York', 'We are three chairs and a laboratory two towns away, and look for a scanner that both can use.', 'Scanner', 'Opens a second room in September, and wants the pictures in the chart.',
       '[{"short": "Wants", "answer": "Scanner, 2+"}, {"short": "When", "answer": "≤ 3 months"}, {"short": "Fits", "answer": "Dentrix"}, {"short": "Money", "answer": "Set"}]', 'Dana Whitfield', came, 40000, 60000, 0.18,
       came + interval '1 hour', came + interval '1 day', came + interval '1 day', 1, CASE WHEN open THEN $7 + (n % 400) * interval '1 hour' END, CASE WHEN open THEN 'next step' ELSE '' END,
       CASE WHEN open THEN '' ELSE 'lost' END, CASE WHEN NOT open THEN came + interval '40 days' END
FROM rows
