-- Which clients are there, and how many inquiries has each about, by a look at a hundredth? $1 client, or null for all
SELECT c.id, COALESCE(n, 0) AS inquiries
FROM clients c LEFT JOIN (SELECT client_id, count(*) AS n FROM inquiries TABLESAMPLE SYSTEM (1) REPEATABLE (1) GROUP BY 1) sampled ON sampled.client_id = c.id
WHERE $1::uuid IS NULL OR c.id = $1 ORDER BY 2 DESC, 1
