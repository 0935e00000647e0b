-- How many inquiries are there, as far as anybody wants to know? $1 client (null: all), $2 at most
SELECT count(*) FROM (
  SELECT FROM clients c CROSS JOIN LATERAL (SELECT FROM inquiries WHERE client_id = c.id LIMIT $2) i
  WHERE $1::uuid IS NULL OR c.id = $1 LIMIT $2) n
