-- Which plan is in force for this inquiry, and how far has it come? $1 inquiry
SELECT i.class, i.step, i.channel, i.begun_at, i.attempts, g.max_attempts, n.version AS plan_version, n.steps, n.deadline_days, n.letter
FROM inquiries i JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
LEFT JOIN contact_plans n ON n.program_id = i.program_id AND n.class = i.class AND n.state = 'in_force'
WHERE i.id = $1
