-- Makes inquiries of the past into leads of the past. $1 client, $2 inquiries, $3 when they were graded, side by side
UPDATE inquiries t
SET state = 'released', grade = 'A', first_grade = CASE WHEN t.first_grade = '' THEN 'A' ELSE t.first_grade END, graded_at = i.at,
    reached_at = COALESCE(t.reached_at, i.at), due_at = NULL, next_at = NULL, promised_to = NULL,
    nurture_reason = '', decision_reason = '', closed_reason = '', closed_at = NULL
FROM unnest($2::uuid[], $3::timestamptz[]) AS i (id, at)
WHERE t.id = i.id AND t.client_id = $1
