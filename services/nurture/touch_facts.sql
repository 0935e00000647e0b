-- What does a letter say, to whom, and what speaks for or against it? $1 client, $2 the letters
SELECT t.*, i.program_id, i.person_id, i.state AS inquiry_state, i.cycle, s.cycle AS stay_cycle, s.ended_at AS stay_ended, g.state AS program_state,
       n.touches, p.name, p.email, p.mail_key, p.city, COALESCE(NULLIF(p.country, ''), g.country) AS country, i.product, COALESCE(o.name, '') AS organisation, c.name AS client_name, c.zone,
       (SELECT max(x.received_at) FROM inquiries x WHERE x.person_id = i.person_id AND x.client_id = i.client_id AND x.state NOT IN ('undone', 'erased')) AS inquired_at,
       ARRAY (SELECT d.scope FROM do_not_call d WHERE d.key = ANY (ARRAY[p.mail_key, uuid_send(p.id), uuid_send(p.organisation_id)])
              AND d.scope IN ('email', 'person', 'organisation') AND d.withdrawn_at IS NULL AND (d.client_id IS NULL OR d.client_id = i.client_id) ORDER BY 1) AS banned,
       EXISTS (SELECT FROM consents x WHERE x.person_id = p.id AND x.client_id = p.client_id AND x.channel = 'email' AND x.purpose = 'contact' AND x.withdrawn_at IS NOT NULL)
         AND NOT EXISTS (SELECT FROM consents x WHERE x.person_id = p.id AND x.client_id = p.client_id AND x.channel = 'email' AND x.purpose = 'contact' AND x.withdrawn_at IS NULL) AS objected,
       EXISTS (SELECT FROM consents x WHERE x.person_id = p.id AND x.client_id = p.client_id AND x.channel = 'email' AND x.purpose = 'contact' AND x.withdrawn_at IS NULL) AS consented,
       EXISTS (SELECT FROM mail_bounces b WHERE b.client_id = p.client_id AND b.mail_key = p.mail_key) AS bounced
FROM touches t
JOIN stays s ON s.id = t.stay_id AND s.client_id = t.client_id
JOIN nurture_plans n ON n.id = t.plan_id AND n.client_id = t.client_id
JOIN inquiries i ON i.id = t.inquiry_id AND i.client_id = t.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN clients c ON c.id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
WHERE t.client_id = $1 AND t.id = ANY ($2)
ORDER BY t.due_on, t.id
