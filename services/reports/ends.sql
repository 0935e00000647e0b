-- How did leads end, why, and to whom were they lost?
-- $1 client; $2, $3 first and last day, null for open; $4 basis; $5 medium and $6 audience, '' for any; $7 program and $8 source, null for any
SELECT s.id AS source_id, f.product, f.outcome, f.cause, f.price, f.lost_to, count(*)::int AS leads
FROM lead_facts f JOIN sources m ON m.id = f.source_id AND m.client_id = f.client_id JOIN sources s ON s.id = m.counts_as AND s.client_id = m.client_id
WHERE f.client_id = $1 AND f.outcome <> '' AND CASE WHEN $4 = 'event' THEN f.closed_on ELSE f.came END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
  AND ($5::text = '' OR s.medium = $5) AND ($6::text = '' OR s.audience = $6) AND ($7::uuid IS NULL OR f.program_id = $7) AND ($8::uuid IS NULL OR s.id = $8)
GROUP BY s.id, f.product, f.outcome, f.cause, f.price, f.lost_to
ORDER BY leads DESC, s.id, f.product, f.outcome, f.cause, f.price, f.lost_to
