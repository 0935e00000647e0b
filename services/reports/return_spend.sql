-- What did each source cost in each month, how many inquiries came of it, and how many for another program than the one asked for?
-- One row a source and month with spend, or one without a month where nothing was entered and somebody inquired. A source
-- counts with those merged into it. $1 client; $2, $3 first and last day; $4 program, null for any
WITH came AS (
  SELECT m.counts_as AS source_id, COALESCE(sum(d.inquiries) FILTER (WHERE $4::uuid IS NULL OR d.program_id = $4), 0)::int AS inquiries,
         COALESCE(sum(d.inquiries) FILTER (WHERE d.program_id <> $4::uuid), 0)::int AS elsewhere
  FROM sources m JOIN source_days d ON d.client_id = m.client_id AND d.source_id = m.id AND d.basis = 'arrival'
  WHERE m.client_id = $1 AND d.day BETWEEN $2 AND $3 GROUP BY 1
), paid AS (
  SELECT source_id, month, amount FROM spent($1, $2, $3)
)
SELECT s.id AS source_id, s.label AS name, p.month, p.amount, COALESCE(c.inquiries, 0) AS inquiries, COALESCE(c.elsewhere, 0) AS elsewhere
FROM sources s
LEFT JOIN came c ON c.source_id = s.id
LEFT JOIN paid p ON p.source_id = s.id
WHERE s.client_id = $1 AND s.merged_into IS NULL AND (p.month IS NOT NULL OR c.inquiries > 0)
ORDER BY s.label, s.id, p.month
