-- Which inquiries stand for these persons in this program, and is the lead of one still open? $1 client, $2 program, $3 persons
SELECT i.id, i.client_id, i.program_id, i.person_id, i.source_id, i.state, i.class, i.tier, i.priority, i.window_id, i.due_at, i.next_at,
       i.promised_to, i.cycle, i.received_at, i.via, i.first_call_by, i.attempts, i.last_disposition, i.grade, i.repeats,
       i.nurture_reason, i.decision_reason, i.closed_reason, i.closed_at,
       (SELECT l.id FROM leads l WHERE l.inquiry_id = i.id AND l.client_id = i.client_id AND l.closed_at IS NULL LIMIT 1) AS open_lead
FROM inquiries i
WHERE i.client_id = $1 AND i.program_id = $2 AND i.person_id = ANY ($3::uuid[]) AND i.state NOT IN ('merged', 'erased', 'undone')
ORDER BY i.id
FOR UPDATE OF i
