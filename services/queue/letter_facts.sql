-- Which letters are to go now, to whom, and what speaks against each? $1 client, $2 the instant, $3 at most
SELECT l.*, i.program_id, i.person_id, i.state AS inquiry_state, g.state AS program_state, p.name, p.email, COALESCE(NULLIF(p.country, ''), g.country) AS country, i.product, COALESCE(o.name, '') AS organisation, c.name AS client_name,
       (SELECT max(x.received_at) FROM inquiries x WHERE x.person_id = i.person_id AND x.client_id = i.client_id AND x.state NOT IN ('undone', 'erased')) AS inquired_at,
       ARRAY (SELECT d.scope FROM do_not_call d WHERE d.key = ANY (ARRAY[p.mail_key, uuid_send(p.id), uuid_send(p.organisation_id)])
              AND d.scope IN ('email', 'person', 'organisation') AND d.withdrawn_at IS NULL AND (d.client_id IS NULL OR d.client_id = i.client_id) ORDER BY 1) AS banned,
       EXISTS (SELECT FROM consents x WHERE x.person_id = p.id AND x.client_id = p.client_id AND x.channel = 'email' AND x.purpose = 'contact' AND x.withdrawn_at IS NOT NULL)
         AND NOT EXISTS (SELECT FROM consents x WHERE x.person_id = p.id AND x.client_id = p.client_id AND x.channel = 'email' AND x.purpose = 'contact' AND x.withdrawn_at IS NULL) AS objected,
       EXISTS (SELECT FROM consents x WHERE x.person_id = p.id AND x.client_id = p.client_id AND x.channel = 'email' AND x.purpose = 'contact' AND x.withdrawn_at IS NULL) AS consented,
       EXISTS (SELECT FROM mail_bounces b WHERE b.client_id = p.client_id AND b.mail_key = p.mail_key) AS bounced
FROM letters l
JOIN inquiries i ON i.id = l.inquiry_id AND i.client_id = l.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN clients c ON c.id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
WHERE l.client_id = $1 AND l.state = 'waiting' AND l.due_at <= $2 AND g.state <> 'paused'
ORDER BY l.due_at, l.id LIMIT $3
