-- Whose were the leads that changed hands, since when?
-- $1 client, $2 given from then on
SELECT lead_id, rep_id, at FROM assignments
WHERE client_id = $1 AND at >= $2 AND lead_id IN (SELECT lead_id FROM assignments WHERE client_id = $1 AND at >= $2 GROUP BY lead_id HAVING count(DISTINCT rep_id) > 1)
ORDER BY lead_id, at, id
