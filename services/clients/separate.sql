-- Lets a merged source count for itself again, with those that had been merged into it before. $1 client, $2 source, $3 what it counts as
UPDATE sources s SET merged_into = CASE WHEN s.id = $2 THEN NULL ELSE $2 END
WHERE s.client_id = $1 AND s.merged_into = $3
  AND (s.id = $2 OR (SELECT a.kind = 'merge' AND a.into_id = $2 FROM source_acts a
                     WHERE a.client_id = $1 AND a.source_id = s.id AND a.kind <> 'rename' ORDER BY a.at DESC, a.id DESC LIMIT 1))
