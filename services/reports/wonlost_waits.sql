-- How many calendar days went by from a lead's inquiry to its first order, in all and by source?
-- $1 client; $2, $3 first and last day, null for open; $4 basis: of the inquiry's arrival, or of the order; $5 program,
-- null for any. Those that a lead brings later are not waited for.
WITH waited AS MATERIALIZED (
  SELECT source_id, ordered_on - came AS days
  FROM lead_facts
  WHERE client_id = $1 AND ordered_on IS NOT NULL AND CASE WHEN $4 = 'event' THEN ordered_on ELSE came END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
    AND ($5::uuid IS NULL OR program_id = $5)
)
SELECT COALESCE(s.counts_as, '00000000-0000-0000-0000-000000000000') AS source_id, count(*)::int AS orders,
       COALESCE(percentile_cont(0.25) WITHIN GROUP (ORDER BY days), 0) AS quarter, COALESCE(percentile_cont(0.5) WITHIN GROUP (ORDER BY days), 0) AS half,
       COALESCE(percentile_cont(0.75) WITHIN GROUP (ORDER BY days), 0) AS three_quarters
FROM waited w
JOIN sources s ON s.id = w.source_id AND s.client_id = $1
GROUP BY GROUPING SETS ((), (s.counts_as))
