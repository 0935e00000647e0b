-- How many inquiries came for each program in each month, and how many orders have they brought? The day is the mean one
-- of arrival, counted from 1 January 1970. $1 client, $2 first day, $3 last day
WITH came AS (
  SELECT program_id, date_trunc('month', day::timestamp) AS month, sum(inquiries)::int AS inquiries, (sum((day - date '1970-01-01') * inquiries::bigint) / greatest(1, sum(inquiries)))::int AS arrived
  FROM source_days WHERE client_id = $1 AND basis = 'arrival' AND day BETWEEN $2 AND $3 GROUP BY 1, 2
), ordered AS (
  SELECT program_id, date_trunc('month', came::timestamp) AS month, count(*)::int AS orders
  FROM order_credits WHERE client_id = $1 AND first AND came BETWEEN $2 AND $3 AND ordered_on <= $3 GROUP BY 1, 2
)
SELECT c.program_id, c.arrived, c.inquiries, COALESCE(o.orders, 0) AS orders FROM came c LEFT JOIN ordered o USING (program_id, month) WHERE c.inquiries > 0
