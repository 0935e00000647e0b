-- Who has had each of these leads?
-- $1 client, $2 leads
SELECT DISTINCT lead_id, rep_id
FROM assignments
WHERE client_id = $1 AND lead_id = ANY ($2) AND rep_id IS NOT NULL
