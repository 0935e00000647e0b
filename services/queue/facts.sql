-- What does the calling policy need to know before this one inquiry is called? $1 inquiry, $2 attempts back to
SELECT i.id, i.client_id, i.program_id, i.person_id, i.state, i.class, i.tier, i.window_id, i.due_at, i.next_at, i.promised_to, i.step, i.channel, i.begun_at, i.cycle,
       i.attempts, i.last_attempt_at, i.last_disposition, i.received_at, i.first_call_by, i.first_called_at, i.reached_at,
       i.grade, i.first_grade, i.graded_at, i.criteria_id, i.nurture_reason, i.decision_reason, i.closed_reason, i.closed_at, i.via,
       p.phone, p.number_key, g.max_attempts,
       (SELECT n.steps FROM contact_plans n WHERE n.program_id = i.program_id AND n.class = i.class AND n.state = 'in_force') AS steps,
       ARRAY (SELECT a.at FROM attempts a WHERE a.person_id = i.person_id AND a.at > $2 AND a.counts ORDER BY a.at) AS tried,
       (SELECT max(a.at) FROM attempts a WHERE a.person_id = i.person_id AND a.disposition = 'refused'
              AND NOT EXISTS (SELECT FROM withdrawals x WHERE x.attempt_id = a.id)) AS refused_at,
       ARRAY (SELECT d.scope || CASE WHEN d.client_id IS NULL THEN '-agency' ELSE '' END FROM do_not_call d
              WHERE d.key = ANY (ARRAY[p.number_key, p.mail_key, uuid_send(p.id), uuid_send(p.organisation_id)])
              AND d.withdrawn_at IS NULL AND (d.client_id IS NULL OR d.client_id = i.client_id) ORDER BY 1) AS banned,
       ARRAY (SELECT l.id FROM screened_numbers n JOIN screening_lists l ON l.upload_id = n.upload_id
              WHERE n.key = p.number_key AND (l.client_id IS NULL OR l.client_id = i.client_id)) AS listed
FROM inquiries i
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
WHERE i.id = $1
FOR UPDATE OF i
