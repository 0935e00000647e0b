-- How many inquiries came for each program in each month, how many of them are A, and what was agreed as its fee?
-- The fee is null where nothing was agreed for the month. $1 client; $2, $3 first and last day; $4 program, null for any
WITH came AS (
  SELECT program_id, date_trunc('month', day::timestamp)::date AS month, sum(inquiries)::int AS inquiries, sum(a)::int AS a
  FROM source_days WHERE client_id = $1 AND basis = 'arrival' AND day BETWEEN $2 AND $3 AND ($4::uuid IS NULL OR program_id = $4)
  GROUP BY 1, 2
)
SELECT p.id AS program_id, p.name AS program, m.month::date AS month, COALESCE(c.inquiries, 0) AS inquiries, COALESCE(c.a, 0) AS a, f.fee
FROM programs p
CROSS JOIN generate_series($2::timestamp, $3::timestamp, interval '1 month') AS m (month)
LEFT JOIN came c ON c.program_id = p.id AND c.month = m.month::date
LEFT JOIN LATERAL (
  SELECT fee FROM program_fees WHERE client_id = $1 AND program_id = p.id AND since <= m.month::date ORDER BY since DESC, at DESC, id DESC LIMIT 1
) f ON true
WHERE p.client_id = $1 AND ($4::uuid IS NULL OR p.id = $4)
ORDER BY p.name, p.id, m.month
