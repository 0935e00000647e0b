-- With which clients does this one never share a caller? $1 the client
SELECT c.* FROM barred_pairs b JOIN clients c ON c.id = CASE WHEN b.client_a = $1 THEN b.client_b ELSE b.client_a END
WHERE $1 IN (b.client_a, b.client_b) ORDER BY c.name
