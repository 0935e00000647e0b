-- Which customers does somebody have, those that ordered last or are quiet for longest first? PLACE is filled in.
-- $1 client, $2 scope, $3 today, $4 days between orders where a customer's own are not known, $5 which (all, again, quiet), $6 after this lead, $7 at most
WITH known AS (
  SELECT c.*, p.pace, $3::date - c.last_on AS since, p.pace > 0 AND $3::date - c.last_on > 2 * p.pace AS quiet,
         PLACE AS place
  FROM customers c, LATERAL (SELECT COALESCE(NULLIF(c.usual, 0), $4::int) AS pace) p
  WHERE c.client_id = $1 AND c.scope = $2
)
SELECT k.lead_id, k.leads, k.days, k.value, k.pace AS usual, k.usual > 0 AS own, CASE WHEN k.quiet THEN k.since ELSE 0 END AS quiet
FROM known k
LEFT JOIN known a ON a.lead_id = $6
WHERE CASE $5::text WHEN 'again' THEN k.orders > 1 WHEN 'quiet' THEN k.quiet ELSE true END
  AND ($6::uuid IS NULL OR a.lead_id IS NULL OR (k.place, a.last_on, k.lead_id) > (a.place, k.last_on, a.lead_id))
ORDER BY k.place, k.last_on DESC, k.lead_id
LIMIT $7
