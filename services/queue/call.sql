-- Everything about one inquiry that the call page shows at its head. $1 inquiry, $2 the caller
SELECT i.id, i.client_id, i.program_id, i.person_id, i.state, i.class, i.tier, i.window_id, i.due_at, i.next_at, i.cycle, i.received_at, i.via,
       i.product, i.message, i.details, i.first_call_by, i.attempts, i.grade, i.graded_at, i.last_disposition, i.nurture_reason, i.decision_reason,
       i.closed_reason, i.repeats,
       p.name AS person_name, p.title, p.email, p.phone, p.phone_raw, p.address, p.city, p.region, p.postcode, p.country,
       p.role, p.zone, p.language, p.organisation_id, COALESCE(o.name, '') AS organisation, COALESCE(o.website, '') AS website, COALESCE(o.about, '') AS about,
       g.preset, g.hours, g.country AS program_country, g.language AS program_language,
       g.name AS program_name, g.max_attempts, g.opening, g.worth, g.win_rate,
       c.name AS client_name, c.colour AS client_colour, c.zone AS client_zone, c.currency,
       s.name AS source_name, s.medium,
       f.id AS criteria_id,
       k.id AS claim_id, k.why, k.at AS claimed_at, d.rules, d.verdict, d.reason,
       CASE WHEN t.updated_at <= i.graded_at THEN '{}' ELSE COALESCE(t.answers, '{}') END AS answers, COALESCE(t.for_rep, '') AS for_rep, COALESCE(t.internal, '') AS internal, COALESCE(t.fields, '{}') AS fields, COALESCE(t.version, 0) AS version, t.updated_at,
       (SELECT count(*) FROM attempts a WHERE a.person_id = i.person_id AND a.counts AND a.at > $3::timestamptz - interval '24 hours') AS tried24h,
       ARRAY (SELECT y.channel FROM consents y WHERE y.person_id = i.person_id AND y.client_id = i.client_id AND y.purpose = 'contact' AND y.withdrawn_at IS NULL ORDER BY 1) AS agreed,
       (SELECT u.name FROM claims x JOIN users u ON u.id = x.user_id WHERE x.inquiry_id = i.id AND x.ended_at IS NULL AND x.user_id <> $2 AND NOT x.reserved) AS held_by
FROM inquiries i
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
JOIN clients c ON c.id = i.client_id
JOIN sources s ON s.id = i.source_id AND s.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
LEFT JOIN criteria f ON f.program_id = i.program_id AND f.state = 'in_force'
LEFT JOIN claims k ON k.inquiry_id = i.id AND k.user_id = $2 AND k.ended_at IS NULL AND NOT k.reserved
LEFT JOIN decisions d ON d.id = k.decision_id AND d.client_id = k.client_id
LEFT JOIN drafts t ON t.inquiry_id = i.id
WHERE i.id = $1 AND ($4 OR EXISTS (SELECT FROM memberships m WHERE m.user_id = $2 AND m.program_id = i.program_id))
