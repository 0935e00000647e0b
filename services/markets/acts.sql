-- What was done to the markets of a client, the newest first, and which of it was taken back? $1 client, $2 so many
SELECT a.id, a.kind, a.file, a.at, COALESCE(u.name, '') AS by_name, a.user_id IS NULL AS by_operator,
       b.at AS undone_at, COALESCE(v.name, '') AS undone_by, b.id IS NOT NULL AND b.user_id IS NULL AS undone_by_operator,
       (SELECT count(*) FROM market_years m WHERE m.client_id = a.client_id AND m.act_id = a.id)::int AS entered,
       one.market, one.year, one.units, one.planned
FROM market_acts a
LEFT JOIN users u ON u.id = a.user_id
LEFT JOIN market_acts b ON b.undoes = a.id AND b.client_id = a.client_id
LEFT JOIN users v ON v.id = b.user_id
LEFT JOIN LATERAL (
  SELECT market, year, units, planned FROM market_years m WHERE m.client_id = a.client_id AND m.act_id = a.id ORDER BY year DESC, lower(market), id LIMIT 1
) one ON true
WHERE a.client_id = $1 AND a.kind <> 'undoing'
ORDER BY a.at DESC, a.id DESC
LIMIT $2
