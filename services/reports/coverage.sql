-- How many inquiries and orders did each market that was entered have in its year?
-- Orders are those of the year, whenever their inquiry came; each is of the program of its person’s first inquiry. $1 client
SELECT m.id, m.market, m.year, m.program_id, COALESCE(p.name, '') AS program, m.units, m.planned, COALESCE(i.n, 0)::int AS inquiries, COALESCE(o.n, 0)::int AS orders
FROM markets_standing m
LEFT JOIN programs p ON p.id = m.program_id AND p.client_id = m.client_id
LEFT JOIN LATERAL (
  SELECT sum(d.inquiries) AS n FROM source_days d
  WHERE d.client_id = $1 AND d.basis = 'arrival' AND d.day BETWEEN make_date(m.year, 1, 1) AND make_date(m.year, 12, 31) AND (m.program_id IS NULL OR d.program_id = m.program_id)
) i ON true
LEFT JOIN LATERAL (
  SELECT count(*) AS n FROM order_credits c
  WHERE c.client_id = $1 AND c.first AND c.ordered_on BETWEEN make_date(m.year, 1, 1) AND make_date(m.year, 12, 31) AND (m.program_id IS NULL OR c.program_id = m.program_id)
) o ON true
WHERE m.client_id = $1
ORDER BY m.year DESC, lower(m.market), m.id
