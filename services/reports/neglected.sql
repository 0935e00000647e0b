-- How were the leads of each source followed up, and what did they order? Alike are those of one program, product and
-- region that came in the same four weeks; the day they came is the mean one, counted from 1 January 1970. Taken-over leads are
-- nobody's to follow up, and those of the last two days may still be in time.
-- $1 client, $2 first day, $3 today, $4 program, null for any, $5 last day of arrival
WITH alike AS MATERIALIZED (
  SELECT source_id, program_id, product, region, followed = 'in_time' AS followed, (came - date '1970-01-05') / 28 AS weeks,
         sum(came - date '1970-01-01') AS days, count(*) AS leads, sum(orders) AS orders
  FROM lead_facts
  WHERE client_id = $1 AND followed <> '' AND came BETWEEN $2 AND $5 AND released_on <= $3::date - 2 AND ($4::uuid IS NULL OR program_id = $4)
  GROUP BY 1, 2, 3, 4, 5, 6
)
SELECT s.counts_as AS source_id, a.program_id, a.product, a.region, a.followed, (sum(days) / sum(leads))::int AS arrived, sum(leads)::int AS leads, sum(orders)::int AS orders
FROM alike a JOIN sources s ON s.client_id = $1 AND s.id = a.source_id
GROUP BY 1, 2, 3, 4, 5, a.weeks
