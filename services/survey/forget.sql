-- Forget from whom else somebody bought, once it was kept long enough or they were erased: the answer stays. $1 client, $2 kept since
DELETE FROM survey_words w USING survey_answers a, survey_questions q, inquiries i, persons p
WHERE w.client_id = $1 AND a.id = w.answer_id AND a.client_id = w.client_id AND q.id = a.question_id AND q.client_id = a.client_id
  AND i.id = q.inquiry_id AND i.client_id = q.client_id AND p.id = i.person_id AND p.client_id = i.client_id
  AND (a.at < $2 OR i.state = 'erased' OR p.erased_at IS NOT NULL)
