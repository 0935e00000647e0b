-- Draws who is asked now: the inquirers of a program whose wave has come, by their share. $1 client, $2 the instant, $3 today in the client's zone, $4 at most
-- The same people are drawn for each wave, whoever draws: by the digest of the inquiry. One that was missed for a month is left alone.
-- The first wave comes a week early: after three months to the minute the inquiry is no basis for a letter any more.
INSERT INTO survey_questions (id, client_id, program_id, source_id, inquiry_id, came, wave, share, state, drawn_at, try_at)
SELECT gen_random_uuid(), i.client_id, i.program_id, i.source_id, i.id, i.received_on, w.wave, s.share, 'waiting', $2, $2
FROM survey_shares s
CROSS JOIN (VALUES (3, 7), (6, 0), (12, 0)) AS w (wave, early)
JOIN inquiries i ON i.client_id = s.client_id AND i.program_id = s.program_id
  AND i.received_on > ($3::date - make_interval(months => w.wave + 1))::date AND i.received_on <= ($3::date + w.early - make_interval(months => w.wave))::date
WHERE s.client_id = $1 AND s.share > 0 AND i.state NOT IN ('merged', 'undone', 'erased')
  AND ('x' || substr(md5(i.id::text), 1, 8))::bit(32)::bigint / 4294967296.0 < s.share
  AND NOT EXISTS (SELECT FROM survey_questions q JOIN survey_answers a ON a.question_id = q.id AND a.client_id = q.client_id WHERE q.inquiry_id = i.id AND q.client_id = i.client_id AND a.bought <> 'no')
  AND NOT EXISTS (SELECT FROM survey_questions q WHERE q.inquiry_id = i.id AND q.wave = w.wave)
ORDER BY i.received_on, i.id
LIMIT $4
ON CONFLICT (inquiry_id, wave) DO NOTHING
