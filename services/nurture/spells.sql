-- What did calls find of those who were kept until their date? Who came back early is left out: something brought them.
-- $1 client
SELECT s.class, COALESCE(k.timeframe, '') AS timeframe, COALESCE(k.missing, '') AS missing, COALESCE(k.age, '') AS age, i.source_id, s.how,
       extract(epoch FROM COALESCE(g.at, u.since, i.closed_at) - s.since) / 86400 AS days, COALESCE(g.grade, '') AS grade
FROM stays s
JOIN inquiries i ON i.id = s.inquiry_id AND i.client_id = s.client_id
LEFT JOIN stay_kinds k ON k.stay_id = s.id AND k.client_id = s.client_id
LEFT JOIN LATERAL (
  SELECT grade, at FROM gradings WHERE inquiry_id = s.inquiry_id AND client_id = s.client_id AND cycle = s.cycle + 1 AND kind = 'caller'
    AND NOT EXISTS (SELECT FROM withdrawals w WHERE w.attempt_id = gradings.attempt_id AND w.client_id = gradings.client_id)
  ORDER BY at DESC LIMIT 1) g ON true
LEFT JOIN LATERAL (
  SELECT since FROM stays WHERE inquiry_id = s.inquiry_id AND client_id = s.client_id AND cycle = s.cycle + 1 AND class = 'unreached' AND ended_as <> 'taken back'
  ORDER BY since DESC LIMIT 1) u ON true
WHERE s.client_id = $1 AND s.ended_as = 'due' AND s.how <> 'lead'
  AND (g.at IS NOT NULL OR u.since IS NOT NULL OR i.state = 'closed' AND i.closed_reason = 'not reached' AND i.cycle = s.cycle + 1)
