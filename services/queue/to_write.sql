-- Which inquiries have come to an e-mail of their plan, and which plan is it? $1 client, $2 the instant, $3 at most
SELECT i.id, i.client_id, i.program_id, i.person_id, i.state, i.class, i.tier, i.window_id, i.due_at, i.next_at, i.promised_to, i.step, i.channel, i.begun_at, i.cycle,
       i.attempts, i.last_attempt_at, i.last_disposition, i.received_at, i.first_call_by, i.first_called_at, i.reached_at,
       i.grade, i.first_grade, i.graded_at, i.criteria_id, i.nurture_reason, i.decision_reason, i.closed_reason, i.closed_at, i.via,
       g.max_attempts, n.version AS plan_version, n.steps, n.deadline_days, n.letter
FROM inquiries i
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
LEFT JOIN contact_plans n ON n.program_id = i.program_id AND n.class = i.class AND n.state = 'in_force'
WHERE i.client_id = $1 AND i.state = 'scheduled' AND i.channel = 'email' AND i.due_at <= $2 AND g.state = 'active'
ORDER BY i.due_at LIMIT $3
FOR UPDATE OF i SKIP LOCKED
