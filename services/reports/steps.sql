-- How many leads of each rep came to each step and passed it, and how many were expected to?
-- $1 client, $2 selling process, $3 first and $4 last month, $5 product or null, $6 channel: null all, '' direct, else the partner; $7 only this rep, $8 only this partner
SELECT f.rep_id, f.partner_id, f.stage, sum(f.n)::int AS n, sum(f.k)::int AS k, sum(f.expected) AS expected, sum(f.young)::int AS young,
       sum(f.orders)::int AS orders, sum(f.worth) AS worth, sum(f.squares) AS squares
FROM step_figures f
WHERE f.client_id = $1 AND f.process_id = $2 AND f.month >= $3::date AND f.month <= $4::date AND ($5::text IS NULL OR f.product = $5)
  AND ($6::text IS NULL OR COALESCE(f.partner_id::text, '') = $6) AND ($7::uuid IS NULL OR f.rep_id = $7) AND ($8::uuid IS NULL OR f.partner_id = $8)
GROUP BY f.rep_id, f.partner_id, f.stage
