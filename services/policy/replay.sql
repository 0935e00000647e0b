-- Which calls did a program make, and what was known before each? $1 program, $2 since, $3 until, $4 at most
-- The instant is that of the decision: then it was asked whether one may call. Who rang us was not called.
SELECT i.id AS inquiry_id, d.at, p.name, COALESCE(o.name, '') AS organisation, p.phone, p.country, p.region, p.postcode, p.zone, p.organisation_id,
       COALESCE((k.was ->> 'tier')::int, 4) = 0 AS promised, COALESCE((k.was ->> 'attempts')::int, 0) AS plan_attempts, i.received_at, g.max_attempts,
       ARRAY (SELECT b.at FROM attempts b WHERE b.person_id = a.person_id AND b.counts AND b.at < d.at AND b.at > d.at - interval '31 days' ORDER BY b.at) AS tried,
       (SELECT max(b.at) FROM attempts b WHERE b.person_id = a.person_id AND b.disposition = 'refused' AND b.at < d.at
               AND NOT EXISTS (SELECT FROM withdrawals x WHERE x.attempt_id = b.id)) AS refused_at
FROM attempts a
JOIN decisions d ON d.id = a.decision_id AND d.client_id = a.client_id
JOIN claims k ON k.id = a.claim_id AND k.client_id = a.client_id
JOIN inquiries i ON i.id = a.inquiry_id AND i.client_id = a.client_id
JOIN persons p ON p.id = a.person_id AND p.client_id = a.client_id
JOIN programs g ON g.id = a.program_id AND g.client_id = a.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
WHERE a.program_id = $1 AND a.at > $2 AND a.at <= $3 AND a.channel = 'call' AND NOT 'they-called-us' = ANY (d.rules)
ORDER BY a.at DESC, a.id
LIMIT $4
