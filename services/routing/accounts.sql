-- Which customers of the client can these organisations be, and who looks after each?
-- $1 client, $2 names as package identity compares them, $3 domains
SELECT a.id, a.name, a.name_key, a.domain, a.postcode, a.rep_id
FROM accounts a
WHERE a.client_id = $1 AND a.rep_id IS NOT NULL AND (a.name_key = ANY ($2) OR a.domain <> '' AND a.domain = ANY ($3))
ORDER BY a.updated_at, a.id
