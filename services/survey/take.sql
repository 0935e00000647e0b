-- Takes questions that are to go now, with what speaks for and against asking. $1 client, $2 the instant, $3 not again before, $4 at most
WITH taken AS MATERIALIZED (
  SELECT id FROM survey_questions WHERE client_id = $1 AND state = 'waiting' AND try_at <= $2 ORDER BY try_at, id LIMIT $4 FOR UPDATE SKIP LOCKED
), held AS (
  UPDATE survey_questions q SET try_at = $3, tries = tries + 1 FROM taken t WHERE q.id = t.id AND q.client_id = $1 RETURNING q.*
)
SELECT h.*, p.name, p.email, p.erased_at IS NOT NULL AS erased, COALESCE(NULLIF(p.country, ''), g.country) AS country, i.product, i.person_id, c.name AS client_name, g.state AS program_state,
       (SELECT max(x.received_at) FROM inquiries x WHERE x.person_id = i.person_id AND x.client_id = i.client_id AND x.state NOT IN ('undone', 'erased')) AS inquired_at,
       (SELECT min(o.ordered_on) FROM leads l JOIN orders o ON o.lead_id = l.id AND o.client_id = l.client_id WHERE l.inquiry_id = i.id AND l.client_id = i.client_id) AS ordered_on,
       EXISTS (SELECT FROM consents k WHERE k.person_id = p.id AND k.client_id = p.client_id AND k.channel = 'email' AND k.purpose = 'survey' AND k.given_at IS NOT NULL AND k.withdrawn_at IS NULL) AS agreed,
       EXISTS (SELECT FROM consents k WHERE k.person_id = p.id AND k.client_id = p.client_id AND k.channel = 'email' AND k.withdrawn_at IS NOT NULL
               AND NOT EXISTS (SELECT FROM consents n WHERE n.person_id = k.person_id AND n.client_id = k.client_id AND n.channel = 'email' AND n.purpose = k.purpose AND n.withdrawn_at IS NULL)) AS objected,
       EXISTS (SELECT FROM mail_bounces b WHERE b.client_id = p.client_id AND b.mail_key = p.mail_key) AS bounces,
       EXISTS (SELECT FROM do_not_call d WHERE d.key = ANY (ARRAY[p.mail_key, p.number_key, uuid_send(p.id), uuid_send(p.organisation_id)]) AND d.withdrawn_at IS NULL AND (d.client_id IS NULL OR d.client_id = p.client_id)) AS banned
FROM held h
JOIN inquiries i ON i.id = h.inquiry_id AND i.client_id = h.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN programs g ON g.id = h.program_id AND g.client_id = h.client_id
JOIN clients c ON c.id = h.client_id
ORDER BY h.id
