-- What was done to these sources, the newest first? $1 client, $2 source and what is counted with it (null: all)
SELECT a.source_id, s.label AS source, a.kind, COALESCE(i.label, '') AS into, a.was, a.now, a.at, COALESCE(u.name, '') AS by,
       a.kind = 'merge' AND s.merged_into IS NOT NULL
         AND a.id = (SELECT b.id FROM source_acts b WHERE b.client_id = a.client_id AND b.source_id = a.source_id AND b.kind <> 'rename' ORDER BY b.at DESC, b.id DESC LIMIT 1) AS still_there
FROM source_acts a
JOIN sources s ON s.id = a.source_id AND s.client_id = a.client_id
LEFT JOIN sources i ON i.id = a.into_id AND i.client_id = a.client_id
LEFT JOIN users u ON u.id = a.user_id
WHERE a.client_id = $1 AND ($2::uuid IS NULL OR a.source_id = $2 OR s.counts_as = $2 OR a.into_id = $2)
ORDER BY a.at DESC, a.id DESC
LIMIT 50
