-- What does the caller hold, and under which claim? Both are locked. $1 inquiry, $2 the caller
SELECT i.id, i.client_id, i.program_id, i.person_id, i.source_id, i.state, i.class, i.tier, i.priority, i.window_id, i.due_at, i.next_at, i.promised_to, i.step, i.channel, i.begun_at, i.cycle,
       i.received_at, i.received_on, i.via, i.attempts, i.last_attempt_at, i.last_disposition, i.first_call_by, i.first_called_at, i.reached_at, i.grade, i.first_grade,
       i.graded_at, i.criteria_id, i.nurture_reason, i.decision_reason, i.closed_reason, i.closed_at, i.repeats,
       c.id AS claim_id, c.decision_id, c.was, c.at AS claimed_at, g.max_attempts, p.name AS person_name, p.number_key,
       (SELECT count(*) FROM numbers n WHERE n.person_id = i.person_id AND n.client_id = i.client_id AND n.wrong_at IS NULL) AS numbers,
       n.version AS plan_version, n.steps, n.deadline_days, n.letter
FROM (SELECT * FROM claims WHERE inquiry_id = $1 AND user_id = $2 AND ended_at IS NULL AND NOT reserved FOR UPDATE) c
JOIN LATERAL (SELECT * FROM inquiries WHERE id = c.inquiry_id AND client_id = c.client_id FOR UPDATE) i ON true
JOIN LATERAL (SELECT max_attempts FROM programs WHERE id = i.program_id AND client_id = i.client_id LIMIT 1) g ON true
JOIN LATERAL (SELECT name, number_key FROM persons WHERE id = i.person_id AND client_id = i.client_id LIMIT 1) p ON true
LEFT JOIN LATERAL (SELECT version, steps, deadline_days, letter FROM contact_plans WHERE program_id = i.program_id AND class = i.class AND state = 'in_force' LIMIT 1) n ON true
