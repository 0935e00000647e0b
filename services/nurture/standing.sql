-- Why is this inquiry kept, until when, what goes to them meanwhile, and what speaks for and against a letter or a call? $1 inquiry
SELECT i.id AS inquiry_id, i.client_id, i.program_id, i.person_id, i.state, i.class, c.name AS client_name, c.zone, i.next_at, i.nurture_reason AS reason,
       s.since, s.due_on, s.how, s.why, s.plan_version, s.class AS kept_as,
       p.name, p.city, i.product, COALESCE(o.name, '') AS organisation, p.email, p.mail_key, COALESCE(NULLIF(p.country, ''), g.country) AS country, p.organisation_id IS NOT NULL AS employed,
       (SELECT max(x.received_at) FROM inquiries x WHERE x.person_id = p.id AND x.client_id = p.client_id AND x.state NOT IN ('undone', 'erased')) AS inquired_at,
       ARRAY (SELECT d.scope FROM do_not_call d WHERE d.key = ANY (ARRAY[p.mail_key, uuid_send(p.id), uuid_send(p.organisation_id)])
              AND d.scope IN ('email', 'person', 'organisation') AND d.withdrawn_at IS NULL AND (d.client_id IS NULL OR d.client_id = i.client_id) ORDER BY 1) AS banned,
       EXISTS (SELECT FROM mail_bounces b WHERE b.client_id = p.client_id AND b.mail_key = p.mail_key) AS bounced
FROM inquiries i
JOIN clients c ON c.id = i.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
LEFT JOIN stays s ON s.inquiry_id = i.id AND s.client_id = i.client_id AND s.ended_at IS NULL
WHERE i.id = $1 AND ($2::uuid IS NULL OR i.program_id IN (SELECT program_id FROM memberships WHERE user_id = $2))
