-- What was done to the spends of a client, the newest first, and which of it was taken back? $1 client, $2 so many
SELECT a.id, a.kind, a.file, a.at, COALESCE(u.name, '') AS by_name, a.user_id IS NULL AS by_operator,
       b.at AS undone_at, COALESCE(v.name, '') AS undone_by, b.id IS NOT NULL AND b.user_id IS NULL AS undone_by_operator,
       (SELECT count(*) FROM spends p WHERE p.client_id = a.client_id AND p.act_id = a.id)::int AS entered,
       (SELECT count(*) FROM spends p WHERE p.client_id = a.client_id AND p.ended_by = a.id)::int AS ended,
       (SELECT sum(p.amount)::text FROM spends p WHERE p.client_id = a.client_id AND p.act_id = a.id) AS amount,
       one.source, one.from_day, one.to_day, one.paid::text AS paid, one.currency, one.rate::text AS rate, one.rate_on
FROM spend_acts a
LEFT JOIN users u ON u.id = a.user_id
LEFT JOIN spend_acts b ON b.undoes = a.id AND b.client_id = a.client_id
LEFT JOIN users v ON v.id = b.user_id
LEFT JOIN LATERAL (
  SELECT s.label AS source, p.from_day, p.to_day, p.paid, p.currency, p.rate, p.rate_on
  FROM spends p JOIN sources s ON s.id = p.source_id AND s.client_id = p.client_id
  WHERE p.client_id = a.client_id AND (p.act_id = a.id OR p.ended_by = a.id) ORDER BY p.act_id = a.id DESC, s.label, p.from_day LIMIT 1
) one ON true
WHERE a.client_id = $1 AND a.kind <> 'undoing'
ORDER BY a.at DESC, a.id DESC
LIMIT $2
