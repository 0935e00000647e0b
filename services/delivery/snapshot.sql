-- What may the client learn of the inquiry that is released?
-- $1 inquiry, $2 grading, $3 client
SELECT i.client_id, i.id AS inquiry_id, i.cycle, i.program_id, g.name AS program_name, i.source_id, s.name AS source_name, i.received_on,
       p.name, p.title, COALESCE(o.name, '') AS organisation, p.email, CASE WHEN p.phone <> '' THEN p.phone ELSE p.phone_raw END AS phone,
       p.address, p.city, p.region, p.postcode, p.country, p.zone, i.message, i.product,
       u.name AS graded_by, q.at AS graded_at, q.worth_low, q.worth_high, q.probability::float8 AS probability, c.currency,
       k.version AS criteria_version, k.questions, a.answers, q.attempt_id, q.user_id AS grader_id,
       d.for_rep, (SELECT string_agg(n.text, E'\n\n' ORDER BY n.at, n.id) FROM notes n
                   WHERE n.attempt_id = q.attempt_id AND n.client_id = i.client_id AND n.kind = 'rep') AS notes, -- of this grading: an earlier C was not the client's to read
       (SELECT jsonb_agg(jsonb_build_object('name', w.name, 'title', w.title, 'role', f.role) ORDER BY f.at) FROM referrals f
        JOIN persons w ON w.id = f.person_id AND w.client_id = f.client_id AND w.erased_at IS NULL
        WHERE f.from_inquiry_id = i.id AND f.client_id = i.client_id AND f.role IN ('user', 'decider', 'payer')) AS people,
       c.account_manager_id, c.name AS client_name
FROM inquiries i
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
JOIN sources s ON s.id = i.source_id AND s.client_id = i.client_id
JOIN clients c ON c.id = i.client_id
JOIN gradings q ON q.id = $2 AND q.client_id = i.client_id AND q.inquiry_id = i.id
JOIN users u ON u.id = q.user_id
LEFT JOIN criteria k ON k.id = q.criteria_id AND k.client_id = q.client_id
LEFT JOIN answers a ON a.grading_id = q.id AND a.client_id = q.client_id
LEFT JOIN drafts d ON d.inquiry_id = i.id AND d.client_id = i.client_id
WHERE i.id = $1 AND i.client_id = $3
