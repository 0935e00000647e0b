-- How many customers did each source bring, how many of them ordered again, and how often?
-- $1 client; $2, $3 first and last day, null for open; $4 basis: of the first won lead's inquiry, or of the first order;
-- $5 program, null for any. A customer is the source's of whose lead was won first; as they were counted last.
SELECT COALESCE(s.counts_as, '00000000-0000-0000-0000-000000000000') AS source_id, count(*)::int AS customers,
       (count(*) FILTER (WHERE c.orders > 1))::int AS again, COALESCE(sum(c.orders - 1), 0)::int AS repeats
FROM customers c
JOIN lead_facts f ON f.lead_id = c.lead_id AND f.client_id = c.client_id
JOIN sources s ON s.id = f.source_id AND s.client_id = f.client_id
WHERE c.client_id = $1 AND c.scope = $1 AND ($5::uuid IS NULL OR f.program_id = $5)
  AND CASE WHEN $4 = 'event' THEN c.days[1] ELSE f.came END BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity')
GROUP BY GROUPING SETS ((), (s.counts_as))
