-- What was answered when this inquiry was graded in an earlier cycle, and by which questions? $1 inquiry
SELECT g.at, g.cycle, g.grade, a.answers, c.questions
FROM gradings g
JOIN answers a ON a.grading_id = g.id AND a.client_id = g.client_id
JOIN criteria c ON c.id = g.criteria_id AND c.client_id = g.client_id
WHERE g.inquiry_id = $1 AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = g.attempt_id)
ORDER BY g.at DESC LIMIT 1
