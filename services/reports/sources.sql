-- What did each source cost, and what came of it?
-- $1 client; $2, $3 first and last day, null for open; $4 basis; $5 attribution of orders; $6 medium and $7 audience, '' for
-- any; $8 program and $9 source, null for any. A source counts with those merged into it. Spend is spread over its days;
-- null: none was entered, or it went for other programs, too.
-- Each source is summed by itself (LATERAL), so that no statistics can make a sum of all be made again for each.
WITH wanted AS MATERIALIZED (
  SELECT s.id, s.label, s.medium, s.audience, ARRAY(SELECT m.id FROM sources m WHERE m.client_id = $1 AND m.counts_as = s.id) AS members
  FROM sources s
  WHERE s.client_id = $1 AND s.merged_into IS NULL AND ($6::text = '' OR s.medium = $6) AND ($7::text = '' OR s.audience = $7) AND ($9::uuid IS NULL OR s.id = $9)
), paid AS MATERIALIZED (
  SELECT source_id, sum(amount) AS spend FROM spent($1, $2::date, $3::date) GROUP BY source_id
)
SELECT s.id AS source_id, s.label AS source, s.medium, s.audience, CASE WHEN NOT e.shared THEN p.spend END AS spend, e.shared AS spend_shared,
       COALESCE(n.inquiries, 0)::int AS inquiries, COALESCE(n.repeats, 0)::int AS repeats, COALESCE(n.reached, 0)::int AS reached, COALESCE(n.a, 0)::int AS a, COALESCE(n.b, 0)::int AS b,
       COALESCE(n.c, 0)::int AS c, COALESCE(n.d, 0)::int AS d, COALESCE(n.ripened, 0)::int AS ripened, COALESCE(n.leads, 0)::int AS leads, COALESCE(n.in_time, 0)::int AS in_time,
       COALESCE(n.late, 0)::int AS late, COALESCE(n.won, 0)::int AS won, COALESCE(n.lost, 0)::int AS lost, COALESCE(n.no_decision, 0)::int AS no_decision, COALESCE(n.returned, 0)::int AS returned,
       COALESCE(o.credit, 0) AS credit, o.revenue, COALESCE(o.wait_days, '{}') AS wait_days, COALESCE(o.wait_orders, '{}') AS wait_orders
FROM wanted s
LEFT JOIN paid p ON p.source_id = s.id
CROSS JOIN LATERAL (
  SELECT sum(inquiries) AS inquiries, sum(repeats) AS repeats, sum(reached) AS reached, sum(a) AS a, sum(b) AS b, sum(c) AS c, sum(d) AS d, sum(ripened) AS ripened,
         sum(leads) AS leads, sum(in_time) AS in_time, sum(late) AS late, sum(won) AS won, sum(lost) AS lost, sum(no_decision) AS no_decision, sum(returned) AS returned
  FROM source_days
  WHERE client_id = $1 AND basis = $4 AND source_id = ANY (s.members) AND day >= COALESCE($2::date, '-infinity') AND day <= COALESCE($3::date, 'infinity') AND ($8::uuid IS NULL OR program_id = $8)
) n
CROSS JOIN LATERAL (
  SELECT sum(part) AS credit, sum(worth) AS revenue, array_agg(waited ORDER BY waited) AS wait_days, array_agg(part::float8 ORDER BY waited) AS wait_orders
  FROM (
    SELECT ordered_on - came AS waited, COALESCE(sum(even) FILTER (WHERE $5 = 'even'), count(*)) AS part, sum(CASE WHEN $5 = 'even' THEN worth_even ELSE worth END) AS worth
    FROM order_credits
    WHERE client_id = $1 AND source_id = ANY (s.members) AND CASE $5 WHEN 'first' THEN first WHEN 'last' THEN last ELSE true END
      AND ($4 = 'event' OR came BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity'))
      AND ($4 <> 'event' OR ordered_on BETWEEN COALESCE($2::date, '-infinity') AND COALESCE($3::date, 'infinity'))
      AND ($8::uuid IS NULL OR program_id = $8)
    GROUP BY 1
  ) waits
) o
CROSS JOIN LATERAL (
  SELECT $8::uuid IS NOT NULL AND EXISTS (
    SELECT FROM source_days WHERE client_id = $1 AND basis = 'arrival' AND source_id = ANY (s.members) AND program_id <> $8 AND inquiries > 0
      AND day >= COALESCE($2::date, '-infinity') AND day <= COALESCE($3::date, 'infinity')) AS shared
) e
ORDER BY s.label, s.id
