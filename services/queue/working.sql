-- What does the caller hold, and under which claim? Both are locked. $1 inquiry, $2 the caller
SELECT i.id, i.client_id, i.program_id, i.person_id, i.source_id, i.state, i.class, i.tier, i.priority, i.window_id, i.due_at, i.next_at, i.promised_to, i.cycle,
       i.received_at, i.received_on, i.via, i.attempts, i.last_attempt_at, i.last_disposition, i.first_call_by, i.first_called_at, i.reached_at, i.grade, i.first_grade,
       i.graded_at, i.criteria_id, i.nurture_reason, i.decision_reason, i.closed_reason, i.closed_at, i.repeats,
       c.id AS claim_id, c.decision_id, c.was, g.max_attempts, p.name AS person_name, p.number_key
FROM claims c JOIN inquiries i ON i.id = c.inquiry_id AND i.client_id = c.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
WHERE c.inquiry_id = $1 AND c.user_id = $2 AND c.ended_at IS NULL
FOR UPDATE OF c, i
