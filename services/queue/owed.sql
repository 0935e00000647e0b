-- Which promises of a client are owed by now or soon, and what does the calling policy need to know of each?
-- $1 client, $2 due until, $3 attempts back to, $4 a caller has worked since
SELECT i.id, i.client_id, i.program_id, i.person_id, i.state, i.class, i.tier, i.window_id, i.due_at, i.next_at, i.promised_to, i.step, i.channel, i.begun_at, i.cycle,
       i.attempts, i.last_attempt_at, i.last_disposition, i.received_at, i.first_call_by, i.first_called_at, i.reached_at,
       i.grade, i.first_grade, i.graded_at, i.criteria_id, i.nurture_reason, i.decision_reason, i.closed_reason, i.closed_at, i.via, i.merged_into,
       p.phone, p.number_key, g.max_attempts,
       (SELECT n.steps FROM contact_plans n WHERE n.program_id = i.program_id AND n.class = i.class AND n.state = 'in_force') AS steps,
       ARRAY (SELECT a.at FROM attempts a WHERE a.person_id = i.person_id AND a.at > $3 AND a.counts ORDER BY a.at) AS tried,
       (SELECT max(a.at) FROM attempts a WHERE a.person_id = i.person_id AND a.disposition = 'refused'
              AND NOT EXISTS (SELECT FROM withdrawals x WHERE x.attempt_id = a.id)) AS refused_at,
       ARRAY (SELECT d.scope || CASE WHEN d.client_id IS NULL THEN '-agency' ELSE '' END FROM do_not_call d
              WHERE d.key = ANY (ARRAY[p.number_key, p.mail_key, uuid_send(p.id), uuid_send(p.organisation_id)])
              AND d.withdrawn_at IS NULL AND (d.client_id IS NULL OR d.client_id = i.client_id) ORDER BY 1) AS banned,
       ARRAY (SELECT l.id FROM screened_numbers n JOIN screening_lists l ON l.upload_id = n.upload_id
              WHERE n.key = p.number_key AND (l.client_id IS NULL OR l.client_id = i.client_id)) AS listed,
       m.id AS promise_id, m.state AS promise_state, m.due_at AS promise_due, m.user_id AS keeper_id, g.state AS program_state,
       m.user_id IS NOT NULL AND NOT CASE COALESCE(v.state, '')
         WHEN 'break' THEN false WHEN 'off' THEN false WHEN 'on' THEN v.at > $4::timestamptz - interval '12 hours' OR w.busy ELSE w.busy END AS keeper_away
FROM promises m
JOIN inquiries i ON i.id = m.inquiry_id AND i.client_id = m.client_id
JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
JOIN programs g ON g.id = i.program_id AND g.client_id = i.client_id
LEFT JOIN LATERAL (SELECT state, at FROM availabilities WHERE user_id = m.user_id ORDER BY at DESC, id DESC LIMIT 1) v ON true
CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM claims c WHERE c.user_id = m.user_id AND c.ended_at IS NULL) OR EXISTS (SELECT FROM claims c WHERE c.user_id = m.user_id AND c.at > $4) AS busy) w
WHERE m.client_id = $1 AND m.settled_at IS NULL AND (m.due_at <= $2 OR g.state <> 'active' OR i.state NOT IN ('ready', 'scheduled', 'held', 'decision'))
ORDER BY m.due_at, m.id
FOR UPDATE OF m, i
