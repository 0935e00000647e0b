-- Everything about an inquiry that calling changes.
UPDATE inquiries SET state = $3, class = $4, tier = $5, due_at = $6, next_at = $7, promised_to = $8, cycle = $9, attempts = $10,
       last_attempt_at = $11, last_disposition = $12, first_called_at = $13, reached_at = $14, grade = $15, first_grade = $16, graded_at = $17,
       criteria_id = $18, nurture_reason = $19, decision_reason = $20, closed_reason = $21, closed_at = $22,
       step = $23, channel = $24, begun_at = $25
WHERE id = $1 AND client_id = $2
