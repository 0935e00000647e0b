-- How many inquiries came from each source in each week? Weeks are counted from Monday, 5 January 1970.
-- $1 client, $2 first day, $3 last day, $4 program, null for any
SELECT s.counts_as AS source_id, (d.day - date '1970-01-05') / 7 AS week, sum(d.inquiries)::int AS inquiries
FROM source_days d JOIN sources s ON s.client_id = d.client_id AND s.id = d.source_id
WHERE d.client_id = $1 AND d.basis = 'arrival' AND d.day BETWEEN $2 AND $3 AND ($4::uuid IS NULL OR d.program_id = $4)
GROUP BY 1, 2
