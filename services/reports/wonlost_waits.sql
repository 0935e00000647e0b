-- How many calendar days went by from a lead's inquiry to its first order, in all and by source?
-- $1 client; $2, $3 first and last day, null for open; $4 basis: of the inquiry's arrival, or of the order; $5 program,
-- null for any. Those that a lead brings later are not waited for.
WITH first_orders AS (
  SELECT lead_id, min(ordered_on) AS ordered_on FROM order_credits WHERE client_id = $1 AND first GROUP BY lead_id
), waited AS (
  SELECT s.counts_as, o.ordered_on - f.came AS days
  FROM first_orders o
  JOIN lead_facts f ON f.lead_id = o.lead_id AND f.client_id = $1
  JOIN sources s ON s.id = f.source_id AND s.client_id = f.client_id
  WHERE CASE WHEN $4 = 'event' THEN o.ordered_on ELSE f.came END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
    AND ($5::uuid IS NULL OR f.program_id = $5)
)
SELECT COALESCE(counts_as, '00000000-0000-0000-0000-000000000000') AS source_id, count(*)::int AS orders,
       COALESCE(percentile_cont(0.25) WITHIN GROUP (ORDER BY days), 0) AS quarter, COALESCE(percentile_cont(0.5) WITHIN GROUP (ORDER BY days), 0) AS half,
       COALESCE(percentile_cont(0.75) WITHIN GROUP (ORDER BY days), 0) AS three_quarters
FROM waited
GROUP BY GROUPING SETS ((), (counts_as))
