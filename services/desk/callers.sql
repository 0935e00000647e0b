-- Who calls today, how did it go, whom have they now, and do they take calls? $1 since (midnight of whoever asks), $2 the instant
SELECT u.id AS user_id, u.name, COALESCE(t.calls, 0) AS calls, COALESCE(t.reached, 0) AS reached, COALESCE(t.a, 0) AS a, COALESCE(t.b, 0) AS b,
       COALESCE(t.c, 0) AS c, COALESCE(t.d, 0) AS d, t.last_at, k.at AS held_since, k.inquiry_id AS held_id,
       COALESCE(p.name, '') AS held_name, COALESCE(o.name, '') AS held_organisation, COALESCE(c.name, '') AS held_client,
       COALESCE(s.state, 'off') AS shift, COALESCE(s.reason, '') AS shift_reason, s.at AS shift_since
FROM users u
LEFT JOIN LATERAL (
  SELECT count(*) AS calls, count(*) FILTER (WHERE a.reached) AS reached, max(a.at) AS last_at,
         count(*) FILTER (WHERE r.grade = 'A') AS a, count(*) FILTER (WHERE r.grade = 'B') AS b,
         count(*) FILTER (WHERE r.grade = 'C') AS c, count(*) FILTER (WHERE r.grade = 'D') AS d
  FROM attempts a LEFT JOIN gradings r ON r.attempt_id = a.id AND r.user_id = u.id AND r.at >= $1
  WHERE a.user_id = u.id AND a.at >= $1 AND a.at <= $2 AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = a.id)) t ON true
LEFT JOIN LATERAL (SELECT state, reason, at FROM availabilities v WHERE v.user_id = u.id ORDER BY v.at DESC, v.id DESC LIMIT 1) s ON true
LEFT JOIN claims k ON k.user_id = u.id AND k.ended_at IS NULL AND NOT k.reserved
LEFT JOIN inquiries i ON i.id = k.inquiry_id AND i.client_id = k.client_id
LEFT JOIN persons p ON p.id = i.person_id AND p.client_id = i.client_id
LEFT JOIN organisations o ON o.id = p.organisation_id AND o.client_id = p.client_id
LEFT JOIN clients c ON c.id = k.client_id
WHERE u.state = 'active' AND u.role IN ('caller', 'supervisor') AND (u.role = 'caller' OR t.calls > 0 OR k.id IS NOT NULL)
ORDER BY k.id IS NULL, s.state IS DISTINCT FROM 'on', s.state IS DISTINCT FROM 'break', t.calls = 0, u.name
