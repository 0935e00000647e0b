-- Who is still to be asked, or to answer: those to ask by hand first. $1 client, $2 at most
SELECT q.id, q.inquiry_id, p.name, g.name AS program, s.label AS source, q.why, q.came, q.wave, q.state, q.asked_at
FROM survey_questions q
JOIN inquiries i ON i.id = q.inquiry_id AND i.client_id = q.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id AND p.erased_at IS NULL
JOIN programs g ON g.id = q.program_id AND g.client_id = q.client_id
JOIN sources s ON s.id = q.source_id AND s.client_id = q.client_id
WHERE q.client_id = $1 AND q.state IN ('to_ask', 'asked')
ORDER BY q.state DESC, q.drawn_at DESC, q.id
LIMIT $2
